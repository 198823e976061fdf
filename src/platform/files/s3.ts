/**
 * Files in an S3-compatible bucket (AWS, MinIO, Ceph, R2 …), addressed path-style, which all of them take. A file is received
 * on the local disk first: its name is its digest, and with the digest known the request is signed over the content, so the
 * bucket itself refuses bytes that changed on the way. One PUT carries it; that bounds a file to 5 GiB, S3's limit for one.
 *
 * It does not go through the egress guard: the address comes from the operator's configuration, not from a user.
 */
import { createReadStream } from 'node:fs'
import { AwsV4Signer } from 'aws4fetch'
import { Agent, request, type Dispatcher } from 'undici'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { Config } from '../config/config.ts'
import { checkRoundTrip, isDigest } from './check.ts'
import { filesCodes } from './codes.ts'
import type { FileStore } from './files.ts'
import { receive } from './incoming.ts'

type Bucket = NonNullable<Config['s3']>

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const PUT_BYTES_MAX = 5 * 1024 ** 3
const CONNECT_TIMEOUT_MS = 5_000
/** Silence, not length: a large file may take long as long as it moves. A bucket answers a PUT after it has stored it. */
const SILENCE_TIMEOUT_MS = 60_000
const CONNECTIONS_MAX = 16
/** Enough of an error answer to find its code; S3 errors are some hundred bytes of XML. */
const ERROR_BYTES_MAX = 16 * 1024
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

interface Call {
  readonly method: 'GET' | 'PUT' | 'DELETE'
  readonly digest: string
  readonly body?: { readonly path: string; readonly bytes: number }
}

/** `incoming` is a folder for files that are being received. */
export function s3Store(bucket: Bucket, incoming: string): Omit<FileStore, 'sweep'> & { close(): Promise<void> } {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    connections: CONNECTIONS_MAX,
    headersTimeout: SILENCE_TIMEOUT_MS,
    bodyTimeout: SILENCE_TIMEOUT_MS,
  })
  const send = (call: Call): Promise<Dispatcher.ResponseData> => sendSigned(agent, bucket, call)
  const store: Omit<FileStore, 'sweep'> = {
    put: (content, bytesMax, announce) =>
      receive({ content, bytesMax: Math.min(bytesMax, PUT_BYTES_MAX), folder: incoming, announce }, async ({ path, digest, bytes }) => {
        await finished(await send({ method: 'PUT', digest, body: { path, bytes } }))
        return { digest, bytes }
      }),
    get: async (digest) => {
      const answer = await send({ method: 'GET', digest })
      if (answer.statusCode === 200) return answer.body
      const refusal = await readRefusal(answer)
      if (answer.statusCode === 404 && refusal.s3Code !== 'NoSuchBucket') return undefined
      throw refusal.fault
    },
    remove: async (digest) => finished(await send({ method: 'DELETE', digest })),
    check: () => checkRoundTrip(store, `the bucket ${bucket.bucket} at ${bucket.endpoint}`),
  }
  return { ...store, close: () => agent.close() }
}

async function sendSigned(agent: Agent, bucket: Bucket, { method, digest, body }: Call): Promise<Dispatcher.ResponseData> {
  invariant(isDigest(digest), 'a file is named by its SHA-256 in lower-case hex')
  const signed = await new AwsV4Signer({
    method,
    url: `${bucket.endpoint.replace(/\/$/, '')}/${bucket.bucket}/${digest}`,
    headers: { 'x-amz-content-sha256': body ? digest : EMPTY_SHA256 },
    accessKeyId: bucket.accessKey,
    secretAccessKey: bucket.secretKey,
    region: bucket.region,
    service: 's3',
  }).sign()
  const headers = { ...Object.fromEntries(signed.headers), ...(body ? { 'content-length': String(body.bytes) } : {}) }
  try {
    return await request(signed.url, { method, headers, dispatcher: agent, body: body ? createReadStream(body.path) : null })
  } catch (error) {
    throw new Fault(filesCodes.unavailable, { internal: `${method} to ${bucket.endpoint}: ${(error as Error).message}`, cause: error })
  }
}

async function finished(answer: Dispatcher.ResponseData): Promise<void> {
  const isAbsent = answer.statusCode === 404
  if (answer.statusCode < 300) return answer.body.dump()
  const refusal = await readRefusal(answer)
  if (isAbsent && refusal.s3Code === 'NoSuchKey') return
  throw refusal.fault
}

/** S3 says why in XML; the code (`AccessDenied`, `NoSuchBucket`) is what an operator can look up. */
async function readRefusal(answer: Dispatcher.ResponseData): Promise<{ s3Code: string; fault: Fault }> {
  let text = ''
  for await (const chunk of answer.body) {
    text += String(chunk)
    if (text.length > ERROR_BYTES_MAX) break
  }
  const s3Code = /<Code>([A-Za-z0-9]+)<\/Code>/.exec(text)?.[1] ?? ''
  const code = s3Code === 'EntityTooLarge' ? common.too_large : filesCodes.unavailable
  return { s3Code, fault: new Fault(code, { internal: `the bucket answered ${answer.statusCode} ${s3Code}`.trim() }) }
}
