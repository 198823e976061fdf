/**
 * The one client of the measured store: @clickhouse/client, for the embedded engine through its unix socket and for any server
 * or cluster by URL. Statements carry their name, so that a slow one is found in the server's own process list.
 */
import http from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ClickHouseError, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import { StartFault, StoreAway } from '../start-fault.ts'
import type { ClickHouse, Statement } from './client.ts'
import { toFault } from './faults.ts'
import { decodeNative, type NativeColumns } from './native-read.ts'
import { quoteName } from './quote.ts'

/** Where the store is. A URL may carry user and password. */
export type ClickHouseAddress = { readonly url: string } | { readonly socketPath: string }

export interface OpenClickHouseOptions {
  /** Made when missing. */
  readonly database: string
  /** Name of the cluster on whose every node the database is made; only with a URL. */
  readonly cluster?: string | undefined
  readonly logger: Logger
  readonly metrics?: Metrics
}

/** A ClickHouse that holds connections until closed. */
export interface OpenedClickHouse extends ClickHouse {
  readonly database: string
  /** Rows of any number as lines of JSON with times in RFC 3339, as they come; may take an hour. Throws while it is read when it fails. */
  lines(statement: Omit<Statement, 'timeoutMs'>): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

const STATEMENT_TIMEOUT_MS = 10_000
/** Inserts wait for disks, and behind a server's merges for longer. */
const INSERT_TIMEOUT_MS = 30_000
/** A whole table is read at the pace of who receives it. */
const LINES_TIMEOUT_MS = 3_600_000
/** The server ends a statement at its limit; when it does not answer then, we hang up. */
const ANSWER_GRACE_MS = 2_000
/** More requests at once would only wait inside the server. */
const CONNECTIONS_MAX = 16
const SECONDS_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Makes the database and gives back its client. Throws a StartFault when the store does not let us in. */
export async function openClickHouse(address: ClickHouseAddress, options: OpenClickHouseOptions): Promise<OpenedClickHouse> {
  await makeDatabase(address, options)
  return clickHouseAt(address, options)
}

/** A client of a database that is there, or is being made; asks nothing yet. */
export function clickHouseAt(address: ClickHouseAddress, options: OpenClickHouseOptions): OpenedClickHouse {
  return new HttpClickHouse(connect(address, options.database), options)
}

function connect(address: ClickHouseAddress, database: string | undefined): ClickHouseClient {
  const common = {
    ...(database === undefined ? {} : { database }),
    application: 'pitcrew',
    max_open_connections: CONNECTIONS_MAX,
    // Each statement brings its own limit, which is shorter.
    request_timeout: 600_000,
    // Failures are told by the faults we throw; the client's own log would repeat them with the statement.
    log: { level: 127 as const },
  }
  if ('url' in address) return createClient({ ...common, url: withoutDatabase(address.url), compression: { response: true } })
  const agent = new http.Agent({ socketPath: address.socketPath, keepAlive: true, maxSockets: CONNECTIONS_MAX } as http.AgentOptions)
  return createClient({ ...common, url: 'http://embedded', http_agent: agent })
}

/** The client would take the URL's path for the database, also while that one is still to be made. */
function withoutDatabase(address: string): URL {
  const url = new URL(address)
  url.pathname = ''
  return url
}

/** Idempotent. Throws a StartFault when the store does not let us in. */
export async function makeDatabase(
  address: ClickHouseAddress,
  { database, cluster }: Pick<OpenClickHouseOptions, 'database' | 'cluster'>,
): Promise<void> {
  const client = connect(address, undefined)
  const abort_signal = AbortSignal.timeout(STATEMENT_TIMEOUT_MS)
  try {
    const everywhere = cluster === undefined ? '' : ` on cluster ${quoteName(cluster)}`
    await client.command({ query: `create database if not exists ${quoteName(database)}${everywhere}`, abort_signal })
    const answer = await client.query({ query: "select 'ClickHouse' as name", format: 'JSONEachRow', abort_signal })
    if (!(await answer.text()).includes('"name":"ClickHouse"')) throw new StartFault('its answer is not that of a ClickHouse')
  } catch (cause) {
    const answered = cause instanceof ClickHouseError || cause instanceof StartFault
    throw new (answered ? StartFault : StoreAway)(refusal(address, firstLine((cause as Error).message)), { cause })
  } finally {
    await client.close()
  }
}

function refusal(address: ClickHouseAddress, words: string): string {
  if ('url' in address) return `ClickHouse at ${hostOf(address.url)} does not let us in (${words}): check CLICKHOUSE_URL.`
  return `The embedded ClickHouse does not answer (${words}): it is starting or stopping, so try again in a few seconds.`
}

/** Host and port only: the URL may hold a password. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is no URL'
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 200)
}

class HttpClickHouse implements OpenedClickHouse {
  readonly database: string
  readonly #client: ClickHouseClient
  readonly #observe: (statement: string, outcome: 'ok' | 'failed', seconds: number) => void

  constructor(client: ClickHouseClient, { database, metrics }: OpenClickHouseOptions) {
    this.database = database
    this.#client = client
    const help = 'Time a statement took at ClickHouse, by its name.'
    const histogram = metrics?.histogram('pitcrew_clickhouse_statement_seconds', help, ['statement', 'outcome'], SECONDS_BUCKETS)
    this.#observe = (statement, outcome, seconds) => histogram?.observe({ statement, outcome }, seconds)
  }

  query<Row>(statement: Statement): Promise<readonly Row[]> {
    return this.#timed(statement.name, async () => {
      const result = await this.#client.query({ ...this.#request(statement), format: 'JSONEachRow' })
      return result.json<Row>()
    })
  }

  queryNative(statement: Statement): Promise<NativeColumns> {
    return this.#timed(statement.name, async () => {
      const request = this.#request(statement)
      // The client's types know the formats that it reads itself; this one is read here.
      const clickhouse_settings: ClickHouseSettings = Object.assign({}, request.clickhouse_settings, { default_format: 'Native' })
      const { stream } = await this.#client.exec({ ...request, clickhouse_settings })
      return decodeNative(await buffer(stream))
    })
  }

  async command(statement: Statement): Promise<void> {
    await this.#timed(statement.name, () => this.#client.command(this.#request(statement)))
  }

  async insertNative(table: string, block: Uint8Array, token?: string): Promise<void> {
    const name = `insert ${table}`
    await this.#timed(name, async () => {
      // On a cluster: acknowledged means stored by the shard, not queued on the way to it.
      const settings = { distributed_foreground_insert: 1 as const, ...(token === undefined ? {} : { insert_deduplication_token: token }) }
      const { stream } = await this.#client.exec({
        query: `insert into ${quoteName(table)} format Native`,
        values: Readable.from([block], { objectMode: false }),
        ...limits(INSERT_TIMEOUT_MS, settings),
      })
      stream.resume()
    })
  }

  async *lines(statement: Omit<Statement, 'timeoutMs'>): AsyncGenerator<Uint8Array> {
    const request = this.#request({ ...statement, timeoutMs: LINES_TIMEOUT_MS })
    const clickhouse_settings = { ...request.clickhouse_settings, date_time_output_format: 'iso' as const }
    const result = await this.#client.query({ ...request, clickhouse_settings, format: 'JSONEachRow' })
    for await (const rows of result.stream()) yield Buffer.from(rows.map(({ text }) => `${text}\n`).join(''))
  }

  async ping(): Promise<boolean> {
    return (await this.#client.ping({ select: true, abort_signal: AbortSignal.timeout(STATEMENT_TIMEOUT_MS) })).success
  }

  close(): Promise<void> {
    return this.#client.close()
  }

  #request({ name, sql, params, timeoutMs = STATEMENT_TIMEOUT_MS, signal }: Statement) {
    // 64-bit integers as texts: JavaScript numbers are exact up to 2^53 only.
    const settings: ClickHouseSettings = { output_format_json_quote_64bit_integers: 1 }
    return {
      query: `/* ${name} */ ${sql}`,
      ...(params === undefined ? {} : { query_params: { ...params } }),
      ...limits(timeoutMs, settings, signal),
    }
  }

  async #timed<T>(name: string, run: () => Promise<T>): Promise<T> {
    const startMs = performance.now()
    try {
      const result = await run()
      this.#observe(name, 'ok', (performance.now() - startMs) / 1000)
      return result
    } catch (error) {
      this.#observe(name, 'failed', (performance.now() - startMs) / 1000)
      throw toFault(name, error)
    }
  }
}

function limits(timeoutMs: number, settings: ClickHouseSettings, signal?: AbortSignal) {
  const timeout = AbortSignal.timeout(timeoutMs + ANSWER_GRACE_MS)
  return {
    clickhouse_settings: { ...settings, max_execution_time: Math.ceil(timeoutMs / 1000) },
    abort_signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }
}
