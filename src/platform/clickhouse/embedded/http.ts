/**
 * ClickHouse's HTTP interface (https://clickhouse.com/docs/interfaces/http), as much of it as @clickhouse/client uses, on a
 * unix socket: `GET /ping`, and `/` with the statement in `query` or in the body. Answers are held whole before they are sent,
 * so that an error always has its own status; the engine bounds their size.
 */
import http from 'node:http'
import { text } from 'node:stream/consumers'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { randomUUID } from 'node:crypto'
import { quoteText } from '../quote.ts'
import type { Answer, Engine } from './engine.ts'
import { ANSWER_BYTES_MAX } from './settings.ts'
import { TooLarge, type Spool } from './spool.ts'
import { readStatement, RefusedSql, type Statement } from './statement.ts'
import { UnreadableSql } from './tokens.ts'

/** 100,000 rows of telemetry in Native form are some 30 MB. */
const ROWS_BYTES_MAX = 128 * 1024 * 1024
/** A statement is written by a programmer; long lists belong into parameters. */
const SQL_BYTES_MAX = 1024 * 1024
/** The client's own idle time is shorter, so it never meets a connection that we are just closing. */
const KEEP_ALIVE_MS = 60_000

/** Arguments of the HTTP interface that are no settings of the engine. */
const NO_SETTINGS = new Set(
  `query default_format database query_id session_id session_timeout session_check user password role wait_end_of_query buffer_size
  send_progress_in_http_headers http_headers_progress_interval_ms enable_http_compression compress decompress
  cancel_http_readonly_queries_on_client_close`.split(/\s+/),
)

/** Builds the server; the caller lets it listen and closes it. */
export function createHttpServer(engine: Engine, spool: Spool): http.Server {
  const server = http.createServer((request, response) => {
    void answer(engine, spool, request, response)
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return server
}

async function answer(engine: Engine, spool: Spool, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://embedded')
  if (url.pathname === '/ping') {
    response.end('Ok.\n')
    return
  }
  const queryId = url.searchParams.get('query_id') ?? randomUUID()
  response.setHeader('X-ClickHouse-Query-Id', queryId)
  response.setHeader('X-ClickHouse-Server-Display-Name', 'embedded')
  response.setHeader('X-ClickHouse-Timezone', 'UTC')
  try {
    await perform(new Request(engine, spool, url.searchParams, whenGone(response)), request, response)
  } catch (error) {
    // What is left of a body that was not read could not be told from the next request.
    if (!request.complete) response.setHeader('Connection', 'close')
    sendError(response, error as Error)
  }
}

async function perform(call: Request, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const inUrl = call.search.get('query') ?? ''
  const first = inUrl === '' ? undefined : readStatement(inUrl)
  const sql = first?.kind === 'insert' ? inUrl : [inUrl, await bounded(request, SQL_BYTES_MAX)].filter((part) => part !== '').join('\n')
  const statement = first?.kind === 'insert' ? first : readStatement(sql)
  call.checkParameters(statement)
  if (statement.kind === 'other') return sendAnswer(response, await call.answer(statement.sql), call.format)
  await call.spool.hold(statement.inline, request, ROWS_BYTES_MAX, async (file) => {
    await call.run(`${statement.head} from infile ${quoteText(file)} compression 'none' ${statement.settings} format ${statement.format}`)
  })
  response.end()
}

/** Aborts when the caller hangs up. After a sent answer it aborts too, and nobody listens. */
function whenGone(response: http.ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return gone.signal
}

/** One request's arguments, split into what the engine wants to know. */
class Request {
  readonly spool: Spool
  readonly search: URLSearchParams
  readonly format: string
  readonly #engine: Engine
  readonly #signal: AbortSignal
  readonly #settings = new Map<string, string>()
  readonly #parameters = new Map<string, string>()

  constructor(engine: Engine, spool: Spool, search: URLSearchParams, signal: AbortSignal) {
    this.#engine = engine
    this.spool = spool
    this.search = search
    this.format = search.get('default_format') ?? 'TabSeparated'
    this.#signal = signal
    for (const [name, value] of search) {
      if (NO_SETTINGS.has(name)) continue
      if (!/^\w+$/.test(name)) throw new RefusedSql(`This is no name of a setting: ${JSON.stringify(name)}.`)
      if (name.startsWith('param_')) this.#parameters.set(name.slice('param_'.length), value)
      else this.#settings.set(name, value)
    }
  }

  /** A parameter that the request forgot would silently have the value of an earlier request. */
  checkParameters(statement: Statement): void {
    const missing = statement.parameters.find((name) => !this.#parameters.has(name))
    if (missing !== undefined)
      throw new Error(`Code: 456. DB::Exception: Query parameter \`${missing}\` was not set. (UNKNOWN_QUERY_PARAMETER)`)
  }

  /** The engine counts a constant column once, so that its own limit may let too much pass. */
  async answer(sql: string): Promise<Answer> {
    const answer = await this.run(sql)
    if (answer.bytes.length > ANSWER_BYTES_MAX) throw new TooLarge(`The answer is larger than ${ANSWER_BYTES_MAX} bytes.`)
    return answer
  }

  run(sql: string): Promise<Answer> {
    const database = this.search.get('database') ?? 'default'
    return this.#engine.run({
      sql,
      format: this.format,
      database,
      settings: this.#settings,
      parameters: this.#parameters,
      signal: this.#signal,
    })
  }
}

async function bounded(body: Readable, bytesMax: number): Promise<string> {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > bytesMax) done(new TooLarge(`The statement is larger than ${bytesMax} bytes.`))
      else done(null, chunk)
    },
  })
  const [, sql] = await Promise.all([pipeline(body, limit), text(limit)])
  return sql
}

function sendAnswer(response: http.ServerResponse, { bytes, readRows, readBytes, elapsedMs }: Answer, format: string): void {
  const summary = { read_rows: String(readRows), read_bytes: String(readBytes), elapsed_ns: String(Math.round(elapsedMs * 1e6)) }
  response.setHeader('X-ClickHouse-Format', format)
  response.setHeader('X-ClickHouse-Summary', JSON.stringify(summary))
  response.setHeader('Content-Length', bytes.length)
  response.end(bytes)
}

/** The engine's codes: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp */
function sendError(response: http.ServerResponse, error: Error): void {
  const words = inEngineWords(error)
  const code = /Code: (\d+)/.exec(words)?.[1] ?? '1002'
  response.statusCode = statusOf(error, code)
  response.setHeader('X-ClickHouse-Exception-Code', code)
  response.end(words.endsWith('\n') ? words : `${words}\n`)
}

function inEngineWords(error: Error): string {
  if (error instanceof UnreadableSql) return `Code: 62. DB::Exception: Syntax error: ${error.message}. (SYNTAX_ERROR)`
  if (error instanceof RefusedSql) return `Code: 497. DB::Exception: ${error.message} (ACCESS_DENIED)`
  if (error instanceof TooLarge) return `Code: 396. DB::Exception: ${error.message} (TOO_MANY_ROWS_OR_BYTES)`
  return error.message
}

function statusOf(error: Error, code: string): number {
  if (error instanceof TooLarge) return 413
  if (error instanceof RefusedSql) return 403
  if (code === '60' || code === '81') return 404
  return code === '62' || code === '456' ? 400 : 500
}
