import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { common } from '#kit/fault.ts'
import { instant } from '#kit/time.ts'
import { SimulatedClock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { filesCodes } from './codes.ts'
import { openFiles, type OpenFiles } from './open.ts'

/** The part of s3rver (no types of its own) that we use. */
interface S3Server {
  run(): Promise<AddressInfo>
  close(): Promise<void>
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server

const NOW = instant('2026-11-21T10:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'pitcrew-files-'))
const opened: OpenFiles[] = []
let server: S3Server
let endpoint = ''

const opening = async (dataFolder: string, s3?: Config['s3']): Promise<OpenFiles> => {
  const files = await openFiles({ config: { dataFolder: join(folder, dataFolder), s3 }, clock: new SimulatedClock(NOW) })
  opened.push(files)
  return files
}
const bucket = (more: Partial<NonNullable<Config['s3']>> = {}) => ({
  endpoint,
  bucket: 'pitcrew',
  region: 'us-east-1',
  accessKey: 'S3RVER',
  secretKey: 'S3RVER',
  ...more,
})
const LIMIT = 10_000_000
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const inPieces = (bytes: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000)
    })(),
  )
const broken = (): Readable =>
  Readable.from(
    (async function* () {
      yield Buffer.alloc(1_000)
      throw new Error('the browser went away')
    })(),
  )
const incoming = (dataFolder: string): string[] => readdirSync(join(folder, dataFolder, 'files', 'incoming'))

beforeAll(async () => {
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'pitcrew' }],
  })
  endpoint = `http://127.0.0.1:${(await server.run()).port}`
})
afterAll(async () => {
  await Promise.all(opened.map((files) => files.close()))
  await server.close()
  rmSync(folder, { recursive: true })
})

describe.each([
  ['a folder', () => opening('local')],
  ['a bucket', () => opening('remote', bucket())],
])('files in %s', (name, open) => {
  const dataFolder = name === 'a folder' ? 'local' : 'remote'
  let files: OpenFiles
  beforeAll(async () => {
    files = await open()
  })

  test.each([0, 1, 65_536, 3_000_000])('a file of %d bytes comes back as it was, named by its digest', async (bytes) => {
    const content = randomBytes(bytes)
    expect(await files.put(inPieces(content), LIMIT)).toEqual({ digest: sha256(content), bytes })
    expect((await buffer((await files.get(sha256(content))) as Readable)).equals(content)).toBe(true)
    expect(incoming(dataFolder)).toEqual([])
  })

  test('the same file may come twice, also at the same moment', async () => {
    const content = randomBytes(10_000)
    const stored = await Promise.all([1, 2, 3].map(() => files.put(inPieces(content), LIMIT)))
    expect(new Set(stored.map(({ digest }) => digest)).size).toBe(1)
    expect(await buffer((await files.get(sha256(content))) as Readable)).toHaveLength(10_000)
  })

  test('a file past the limit is refused and leaves nothing behind', async () => {
    await expect(files.put(inPieces(randomBytes(200_000)), 199_999)).rejects.toMatchObject({ code: common.too_large })
    expect(incoming(dataFolder)).toEqual([])
  })

  test('the digest is announced before anything stands under it, and a failed announcement stores nothing', async () => {
    const content = randomBytes(1_000)
    const seen: unknown[] = []
    await files.put(inPieces(content), LIMIT, async ({ digest }) => void seen.push(digest, await files.get(digest)))
    expect(seen).toEqual([sha256(content), undefined])
    const other = randomBytes(1_000)
    const refuse = () => Promise.reject(new Error('the database is away'))
    await expect(files.put(inPieces(other), LIMIT, refuse)).rejects.toThrow('the database is away')
    expect(await files.get(sha256(other))).toBeUndefined()
    expect(incoming(dataFolder)).toEqual([])
  })

  test('an upload that breaks leaves nothing behind', async () => {
    await expect(files.put(broken(), LIMIT)).rejects.toThrow('the browser went away')
    expect(incoming(dataFolder)).toEqual([])
    expect(await files.get(sha256(Buffer.alloc(1_000)))).toBeUndefined()
  })

  test('a removed file is gone, and removing it again is no error', async () => {
    const { digest } = await files.put(inPieces(randomBytes(100)), LIMIT)
    await files.remove(digest)
    await files.remove(digest)
    expect(await files.get(digest)).toBeUndefined()
  })

  test('a name that is no digest never reaches the store', async () => {
    await expect(files.get('../../master.key')).rejects.toThrow('SHA-256')
    await expect(files.remove('..')).rejects.toThrow('SHA-256')
  })

  test('the check says nothing when all is well', async () => {
    expect(await files.check()).toBeUndefined()
  })
})

test('files of the folder are for their owner alone, two folders deep', async () => {
  const files = await opening('modes')
  const { digest } = await files.put(inPieces(Buffer.from('x')), LIMIT)
  const path = join(folder, 'modes', 'files', digest.slice(0, 2), digest.slice(2, 4), digest)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('what a dead upload left is swept after a day, what is under way stays', async () => {
  await opening('sweep')
  const path = (name: string): string => join(folder, 'sweep', 'files', 'incoming', name)
  for (const [name, at] of [
    ['old', '2026-11-20T09:00:00Z'],
    ['fresh', '2026-11-21T09:00:00Z'],
  ] as const) {
    writeFileSync(path(name), '')
    utimesSync(path(name), new Date(at), new Date(at))
  }
  const files = await opening('sweep')
  expect(incoming('sweep')).toEqual(['fresh'])
  utimesSync(path('fresh'), new Date('2026-11-20T09:00:00Z'), new Date('2026-11-20T09:00:00Z'))
  await files.sweep()
  expect(incoming('sweep')).toEqual([])
})

describe('a bucket that cannot be used is told in one sentence', () => {
  test.each([
    ['no such bucket', { bucket: 'absent' }, 'NoSuchBucket'],
    ['nobody there', { endpoint: 'http://127.0.0.1:1' }, 'ECONNREFUSED'],
  ])('%s', async (_, wrong, word) => {
    const files = await opening('wrong', bucket(wrong))
    expect(await files.check()).toContain(word)
    await expect(files.get(sha256(Buffer.from('x')))).rejects.toMatchObject({ code: filesCodes.unavailable })
  })
})

/** Signature Version 4 as a server computes it: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function signatureOf(request: IncomingMessage, secretKey: string): string {
  const [, scope = '', names = ''] = /Credential=[^/]+\/([^,]+), *SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? '') ?? []
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name])}\n`)
  const canonical = [request.method, request.url, '', headers.join(''), names, request.headers['x-amz-content-sha256']].join('\n')
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(Buffer.from(canonical))].join('\n')
  const key = scope
    .split('/')
    .reduce<Buffer>((under, part) => createHmac('sha256', under).update(part).digest(), Buffer.from(`AWS4${secretKey}`))
  return createHmac('sha256', key).update(text).digest('hex')
}

test('each request is signed, over its content too, so that a bucket can refuse a wrong key and changed bytes', async () => {
  const seen: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request)
    const signed = /Signature=([0-9a-f]+)/.exec(request.headers.authorization ?? '')?.[1]
    const isWhole = request.headers['x-amz-content-sha256'] === sha256(body)
    const isRight = signed === signatureOf(request, 'the secret')
    seen.push(`${request.method} ${isWhole ? 'whole' : 'changed'} ${isRight ? 'signed' : 'refused'}`)
    response.writeHead(isRight ? 200 : 403).end(isRight ? '' : '<Error><Code>SignatureDoesNotMatch</Code></Error>')
  }
  const checking = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => checking.listen(0, '127.0.0.1', resolve))
  const at = `http://127.0.0.1:${(checking.address() as AddressInfo).port}`
  const right = await opening('signed', bucket({ endpoint: at, secretKey: 'the secret' }))
  const { digest } = await right.put(inPieces(randomBytes(100_000)), LIMIT)
  await (await right.get(digest))?.forEach(() => {})
  await right.remove(digest)
  const wrong = await opening('signed', bucket({ endpoint: at, secretKey: 'another secret' }))
  expect(await wrong.check()).toContain('SignatureDoesNotMatch')
  expect(seen).toEqual(['PUT whole signed', 'GET whole signed', 'DELETE whole signed', 'PUT whole refused'])
  checking.close()
})
