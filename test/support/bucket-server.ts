/** An S3-compatible server of its own in a scratch folder; whoever knows the address may read, writing takes the key. */
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { BucketSettings } from '#platform/config/config.ts'
import { scratchFolder } from './scratch-folder.ts'

/** The part of s3rver (no types of its own) that we use. */
interface S3Server {
  run(): Promise<AddressInfo>
  close(): Promise<void>
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server

/** Ends with the test that started it. */
export async function bucketServer(bucket: string): Promise<{ readonly settings: BucketSettings }> {
  const directory = scratchFolder()
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: [{ name: bucket }] })
  const { port } = await server.run()
  onTestFinished(() => server.close())
  return { settings: { endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1', accessKey: 'S3RVER', secretKey: 'S3RVER' } }
}
