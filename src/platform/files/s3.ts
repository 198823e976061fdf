/**
 * Files in an S3-compatible bucket. A file is received on the local disk first: its name is its digest, and with the digest known
 * the request is signed over the content. One PUT carries it; that bounds a file to 5 GiB, S3's limit for one.
 */
import { createReadStream } from 'node:fs'
import { invariant } from '#kit/fault.ts'
import type { BucketSettings } from '../config/config.ts'
import { finished, openBucket, readRefusal } from './bucket.ts'
import { checkRoundTrip, isDigest } from './check.ts'
import type { FileStore } from './files.ts'
import { receive } from './incoming.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const PUT_BYTES_MAX = 5 * 1024 ** 3

/** `incoming` is a folder for files that are being received. */
export function s3Store(settings: BucketSettings, incoming: string): Omit<FileStore, 'sweep'> & { close(): Promise<void> } {
  const bucket = openBucket(settings)
  const keyOf = (digest: string): string => {
    invariant(isDigest(digest), 'a file is named by its SHA-256 in lower-case hex')
    return digest
  }
  const store: Omit<FileStore, 'sweep'> = {
    put: (content, bytesMax, announce) =>
      receive({ content, bytesMax: Math.min(bytesMax, PUT_BYTES_MAX), folder: incoming, announce }, async ({ path, digest, bytes }) => {
        const body = { content: createReadStream(path), bytes, sha256: digest }
        await finished(await bucket.send({ method: 'PUT', key: keyOf(digest), body }))
        return { digest, bytes }
      }),
    get: async (digest) => {
      const answer = await bucket.send({ method: 'GET', key: keyOf(digest) })
      if (answer.statusCode === 200) return answer.body
      const refusal = await readRefusal(answer)
      if (answer.statusCode === 404 && refusal.s3Code !== 'NoSuchBucket') return undefined
      throw refusal.fault
    },
    remove: async (digest) => finished(await bucket.send({ method: 'DELETE', key: keyOf(digest) })),
    check: () => checkRoundTrip(store, `the bucket ${settings.bucket} at ${settings.endpoint}`),
  }
  return { ...store, close: () => bucket.close() }
}
