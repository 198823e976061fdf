/**
 * The client side of Redis' protocol, RESP2 (https://redis.io/docs/latest/develop/reference/protocol-spec/): commands out, replies in.
 * Written here because what is needed of it is this page; a driver brings clusters, pipelines and pools.
 */
import type { Duplex } from 'node:stream'
import { ProbeFailed } from '../../domain/failures.ts'

export type Reply = string | number | null | readonly Reply[] | RedisError

/** An error that the server answers with, such as `NOPERM this user has no permissions to run the 'slowlog' command`. */
export class RedisError extends Error {
  /** Its first word: `NOPERM`, `WRONGPASS`, `ERR` … */
  readonly code: string
  constructor(text: string) {
    super(text)
    this.name = 'RedisError'
    this.code = text.split(' ', 1)[0] ?? 'ERR'
  }
}

/** INFO has some 10 kB, a slow log of a hundred entries some 100; whatever answers more is no Redis. */
const REPLY_BYTES_MAX = 4 * 1024 * 1024
/** Lists in lists in lists: the slow log has two levels. */
const DEPTH_MAX = 8
/** On our side, for a server that has stopped answering. */
const ANSWER_TIMEOUT_MS = 5_000

/** A reply and where the next one begins; undefined while it is not whole. Throws RangeError for what is no reply. */
export function readReply(bytes: Buffer, at: number, depth = 0): { readonly reply: Reply; readonly end: number } | undefined {
  if (depth > DEPTH_MAX) throw new RangeError('lists are nested too deeply')
  const lineEnd = bytes.indexOf('\r\n', at)
  if (lineEnd < 0) return undefined
  const line = bytes.toString('utf8', at + 1, lineEnd)
  const next = lineEnd + 2
  switch (String.fromCharCode(bytes[at] ?? 0)) {
    case '+':
      return { reply: line, end: next }
    case '-':
      return { reply: new RedisError(line), end: next }
    case ':':
      return { reply: wholeNumber(line), end: next }
    case '$':
      return readText(bytes, next, wholeNumber(line))
    case '*':
      return readList(bytes, next, { length: wholeNumber(line), depth })
    default:
      throw new RangeError('no reply of Redis')
  }
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (text === '' || !Number.isSafeInteger(value)) throw new RangeError('no number')
  return value
}

function readText(bytes: Buffer, at: number, length: number): ReturnType<typeof readReply> {
  if (length < 0) return { reply: null, end: at }
  if (length > REPLY_BYTES_MAX) throw new RangeError('a text is too long')
  const end = at + length
  return bytes.length < end + 2 ? undefined : { reply: bytes.toString('utf8', at, end), end: end + 2 }
}

function readList(bytes: Buffer, at: number, { length, depth }: { length: number; depth: number }): ReturnType<typeof readReply> {
  if (length < 0) return { reply: null, end: at }
  const items: Reply[] = []
  let end = at
  while (items.length < length) {
    const item = readReply(bytes, end, depth + 1)
    if (item === undefined) return undefined
    items.push(item.reply)
    end = item.end
  }
  return { reply: items, end }
}

const encoded = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/** One connection: commands are answered in their order. Whatever breaks it rejects all that wait, and every command after it. */
export class RespConnection {
  readonly #stream: Duplex
  readonly #waiting: Waiting[] = []
  #received = Buffer.alloc(0)
  #broken: Error | undefined

  constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', (bytes: Buffer) => this.#take(bytes))
    stream.on('error', (error) => this.#break(error))
    stream.on('close', () => this.#break(new ProbeFailed('lost', 'The server ended the connection.')))
  }

  /** Throws RedisError for an error of the server. */
  async command(...words: readonly string[]): Promise<Exclude<Reply, RedisError>> {
    const reply = await this.#ask(words)
    if (reply instanceof RedisError) throw reply
    return reply
  }

  close(): void {
    this.#break(new ProbeFailed('lost', 'The connection is closed.'))
  }

  #ask(words: readonly string[]): Promise<Reply> {
    if (this.#broken) return Promise.reject(this.#broken)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#break(new ProbeFailed('timeout', 'The server did not answer in time.')), ANSWER_TIMEOUT_MS)
      const settled =
        <A extends unknown[]>(then: (...given: A) => void) =>
        (...given: A) => {
          clearTimeout(timer)
          then(...given)
        }
      this.#waiting.push({ resolve: settled(resolve), reject: settled(reject) })
      this.#stream.write(encoded(words))
    })
  }

  #take(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes])
    if (this.#received.length > REPLY_BYTES_MAX) return this.#break(new ProbeFailed('failed', 'The answer is too long.'))
    try {
      let read = readReply(this.#received, 0)
      while (read) {
        this.#received = this.#received.subarray(read.end)
        this.#waiting.shift()?.resolve(read.reply)
        read = this.#received.length > 0 ? readReply(this.#received, 0) : undefined
      }
    } catch (error) {
      this.#break(new ProbeFailed('failed', 'What answers there is no Redis.', error))
    }
  }

  #break(error: Error): void {
    this.#broken ??= error
    this.#stream.destroy()
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken)
  }
}
