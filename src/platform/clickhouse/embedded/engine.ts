/**
 * The engine inside the child process: a few connections to one chdb, each lent to one request at a time. Settings and
 * parameters live on a connection, so exclusive use is what keeps requests apart.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Session } from 'chdb'
import { quoteName, quoteText } from '../quote.ts'
import { Watch } from './watch.ts'

/** What one request asks of the engine. */
export interface Work {
  readonly sql: string
  readonly format: string
  readonly database: string
  readonly settings: ReadonlyMap<string, string>
  readonly parameters: ReadonlyMap<string, string>
  /** Ends the statement when it aborts. */
  readonly signal: AbortSignal
}

/** Bytes in the format asked for; rows and bytes are what the engine read for them. */
export interface Answer {
  readonly bytes: Uint8Array
  readonly readRows: number
  readonly readBytes: number
  readonly elapsedMs: number
}

export interface EngineOptions {
  readonly folder: string
  readonly configFile: string
  readonly connections: number
  /** Settings every connection starts with. */
  readonly settings: Readonly<Record<string, string>>
}

/** Requests that wait for a connection; more than this means that nobody will wait for the answer any more. */
const WAITING_MAX = 256
/** A killed predecessor lets go of the folder within its 3 s. */
const LOCKED_RETRY_MS = 10_000
/** Code of the engine for "another process has this folder". */
const LOCKED = 'Code: 76'

/** The engine ends a statement at its own limit; one that still runs after this much longer has slipped through. */
const OVERDUE_GRACE_MS = 5_000

interface Connection {
  readonly session: Session
  database: string
}

export class Engine {
  readonly #options: EngineOptions
  readonly #idle: Connection[] = []
  readonly #waiting: ((connection: Connection) => void)[] = []
  /** Never queued behind work, for ending it. */
  readonly #control: Session
  readonly #watch: Watch

  private constructor(options: EngineOptions, control: Session) {
    this.#options = options
    this.#control = control
    this.#watch = new Watch(control)
  }

  /** Opens the folder, waiting a while for a predecessor that is still ending. */
  static async open(options: EngineOptions): Promise<Engine> {
    const connect = () => new Session(options.folder, { connectionArgs: [`--config-file=${options.configFile}`] })
    const engine = new Engine(options, await patiently(connect))
    // The engine's own `default` shows files of the machine as tables; an ordinary empty database takes its place.
    await engine.#control.queryAsync('drop database if exists default sync')
    await engine.#control.queryAsync('create database default engine = Memory')
    for (let i = 0; i < options.connections; i++) {
      const session = connect()
      await session.queryAsync(`set ${assignments(Object.entries(options.settings))}`)
      engine.#idle.push({ session, database: 'default' })
    }
    return engine
  }

  /** Runs one statement; rejects with the engine's words. */
  async run(work: Work): Promise<Answer> {
    const connection = await this.#take()
    const changed = [...work.settings].filter(([name, value]) => this.#options.settings[name] !== value)
    try {
      work.signal.throwIfAborted() // Nobody waits for the answer any more.
      await this.#prepare(connection, work, changed)
      const result = await this.#watch.over({ signal: work.signal, overdueMs: this.#overdueMs(work) }, (mark) =>
        connection.session.queryAsync(mark + work.sql, { format: work.format }),
      )
      return { bytes: result.bytes(), readRows: result.rowsRead, readBytes: result.bytesRead, elapsedMs: result.elapsed * 1000 }
    } catch (error) {
      endWhenBroken(error as Error)
      throw error
    } finally {
      await this.#restore(connection, changed)
      this.#give(connection)
    }
  }

  /** Ends what runs and closes. Never returns when a statement does not end; the caller limits the wait. */
  async close(): Promise<void> {
    await this.#control.queryAsync("kill query where query not ilike 'kill query%' async")
    while (this.#idle.length < this.#options.connections) await sleep(10)
    for (const { session } of this.#idle) session.close()
    this.#control.close()
  }

  #overdueMs(work: Work): number {
    const seconds = Number(work.settings.get('max_execution_time') ?? this.#options.settings['max_execution_time'])
    return seconds * 1_000 + OVERDUE_GRACE_MS
  }

  async #prepare(connection: Connection, work: Work, changed: readonly [string, string][]): Promise<void> {
    if (connection.database !== work.database) {
      await connection.session.queryAsync(`use ${quoteName(work.database)}`)
      connection.database = work.database
    }
    // The addon's own way of binding is not safe with several connections.
    const sets = [...changed, ...[...work.parameters].map(([name, value]) => [`param_${name}`, value] as const)]
    if (sets.length > 0) await connection.session.queryAsync(`set ${assignments(sets)}`)
  }

  async #restore(connection: Connection, changed: readonly [string, string][]): Promise<void> {
    if (changed.length === 0) return
    const own = this.#options.settings
    const back = changed.map(([name]) => (own[name] === undefined ? `${name} = DEFAULT` : `${name} = ${quoteText(own[name])}`))
    // A setting that does not exist was refused before, and then none of them was set.
    await connection.session.queryAsync(`set ${back.join(', ')}`).catch(() => {})
  }

  #take(): Promise<Connection> | Connection {
    const connection = this.#idle.pop()
    if (connection !== undefined) return connection
    if (this.#waiting.length >= WAITING_MAX) {
      throw new Error(`Code: 202. DB::Exception: ${WAITING_MAX} statements are waiting already. (TOO_MANY_SIMULTANEOUS_QUERIES)`)
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #give(connection: Connection): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#idle.push(connection)
    else next(connection)
  }
}

/** After a fault of its own the engine refuses everything until its process ends; the supervisor starts a fresh one. */
function endWhenBroken(error: Error): void {
  if (error.message.includes('shutting down due to a fatal error')) process.kill(process.pid, 'SIGKILL')
}

async function patiently(connect: () => Session): Promise<Session> {
  const deadlineMs = performance.now() + LOCKED_RETRY_MS
  for (;;) {
    try {
      return connect()
    } catch (error) {
      if (!String(error).includes(LOCKED) || performance.now() > deadlineMs) throw error
    }
    await sleep(100)
  }
}

function assignments(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${name} = ${quoteText(value)}`).join(', ')
}
