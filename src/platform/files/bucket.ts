/**
 * Signed requests to an S3-compatible bucket (AWS, MinIO, Ceph, R2 …), addressed path-style, which all of them take. Each is signed
 * over its content, so the bucket itself refuses bytes that changed on the way.
 *
 * It does not go through the egress guard: the address comes from the operator's configuration, not from a user.
 */
import type { Readable } from 'node:stream'
import { AwsV4Signer } from 'aws4fetch'
import { Agent, request, type Dispatcher } from 'undici'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { BucketSettings } from '../config/config.ts'
import { filesCodes } from './codes.ts'

const CONNECT_TIMEOUT_MS = 5_000
/** Silence, not length: a large file may take long as long as it moves. A bucket answers a PUT after it has stored it. */
const SILENCE_TIMEOUT_MS = 60_000
const CONNECTIONS_MAX = 16
/** Enough of an error answer to find its code; S3 errors are some hundred bytes of XML. */
const ERROR_BYTES_MAX = 16 * 1024
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export interface BucketCall {
  readonly method: 'GET' | 'PUT' | 'DELETE'
  /** Of letters, digits, dots, dashes and slashes: nothing that an address would have to escape. */
  readonly key: string
  readonly body?: {
    readonly content: Readable | Buffer
    readonly bytes: number
    /** Lower-case hex. */
    readonly sha256: string
    /** Kept with the object and sent to whoever reads it. */
    readonly headers?: Readonly<Record<string, string>>
  }
}

export interface Bucket {
  /** Throws Fault `files.unavailable` when nobody answers; a refusal is an answer, see `finished`. */
  send(call: BucketCall): Promise<Dispatcher.ResponseData>
  close(): Promise<void>
}

/** Asks nobody anything before the first request. */
export function openBucket(settings: BucketSettings): Bucket {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    connections: CONNECTIONS_MAX,
    headersTimeout: SILENCE_TIMEOUT_MS,
    bodyTimeout: SILENCE_TIMEOUT_MS,
  })
  return { send: (call) => sendSigned(agent, settings, call), close: () => agent.close() }
}

async function sendSigned(agent: Agent, settings: BucketSettings, { method, key, body }: BucketCall): Promise<Dispatcher.ResponseData> {
  invariant(/^[A-Za-z0-9][A-Za-z0-9./-]*$/.test(key), 'the key of an object needs no escaping')
  const signed = await new AwsV4Signer({
    method,
    url: `${settings.endpoint.replace(/\/$/, '')}/${settings.bucket}/${key}`,
    headers: { ...body?.headers, 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 },
    accessKeyId: settings.accessKey,
    secretAccessKey: settings.secretKey,
    region: settings.region,
    service: 's3',
  }).sign()
  const headers = { ...Object.fromEntries(signed.headers), ...(body ? { 'content-length': String(body.bytes) } : {}) }
  try {
    return await request(signed.url, { method, headers, dispatcher: agent, body: body?.content ?? null })
  } catch (error) {
    throw new Fault(filesCodes.unavailable, { internal: `${method} to ${settings.endpoint}: ${(error as Error).message}`, cause: error })
  }
}

/** Throws what a refusal means; that there is nothing to remove is none. */
export async function finished(answer: Dispatcher.ResponseData): Promise<void> {
  const isAbsent = answer.statusCode === 404
  if (answer.statusCode < 300) return answer.body.dump()
  const refusal = await readRefusal(answer)
  if (isAbsent && refusal.s3Code === 'NoSuchKey') return
  throw refusal.fault
}

/** S3 says why in XML; the code (`AccessDenied`, `NoSuchBucket`) is what an operator can look up. */
export async function readRefusal(answer: Dispatcher.ResponseData): Promise<{ s3Code: string; fault: Fault }> {
  let text = ''
  for await (const chunk of answer.body) {
    text += String(chunk)
    if (text.length > ERROR_BYTES_MAX) break
  }
  const s3Code = /<Code>([A-Za-z0-9]+)<\/Code>/.exec(text)?.[1] ?? ''
  const code = s3Code === 'EntityTooLarge' ? common.too_large : filesCodes.unavailable
  return { s3Code, fault: new Fault(code, { internal: `the bucket answered ${answer.statusCode} ${s3Code}`.trim() }) }
}
