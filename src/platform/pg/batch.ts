/**
 * What a transaction says to the server within one turn of the event loop travels as one message and is answered by one: the
 * statements of a batch share one `Sync`. A round trip wakes two processes, which is what costs most of a short statement, and
 * the driver's own queries are answered one by one, also those that travel together.
 *
 * When a statement of a batch fails, the server passes over those behind it. It would have refused them anyway, since their
 * transaction is aborted; here they fail with the same code. What must happen after a failure is sent alone.
 *
 * A statement with a name is parsed and described once for each connection; after that its rows come without their description.
 */
import pg from 'pg'
import { NOT_RUN } from './failures.ts'
import { Frames, type WireValue } from './frames.ts'

export interface Statement {
  /** Under which the server keeps the statement for this connection; empty for one that is not worth it. */
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

export interface Answer {
  readonly rows: readonly unknown[]
  /** Rows returned or changed; null for a command that knows no rows. */
  readonly rowCount: number | null
  /** Such as INSERT; a commit after a failure is answered with ROLLBACK. */
  readonly command: string
}

/** A connection as the driver makes it, in a pool or not. */
export type BatchClient = Pick<pg.ClientBase, 'query' | 'getTypeParser'>

interface Column {
  readonly name: string
  readonly parse: (text: string) => unknown
}

interface Part {
  readonly name: string
  readonly text: string
  readonly values: readonly WireValue[]
  readonly rows: unknown[]
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  columns: readonly Column[]
  /** Why a row could not be read. */
  unreadable: unknown
}

// The driver's types leave it out.
const { prepareValue } = (pg as unknown as { readonly utils: { readonly prepareValue: (value: unknown) => WireValue } }).utils

/** Statements that this connection has prepared, with the columns of their rows. */
type Prepared = Map<string, readonly Column[]>

const preparedOf = new WeakMap<BatchClient, Prepared>()
const openOf = new WeakMap<BatchClient, Batch>()
const frames = new Frames()

/** A command without values, such as `commit`; prepared under its own words. */
export const command = (text: string): Statement => ({ name: text, text, values: [] })

/** Sends the statement together with what else is posted in this turn. */
export function post(client: BatchClient, statement: Statement): Promise<Answer> {
  return (openOf.get(client) ?? open(client)).add(statement)
}

/** Sends the statement behind what was posted, and runs it whatever becomes of that. */
export function postAlone(client: BatchClient, statement: Statement): Promise<Answer> {
  openOf.get(client)?.leave()
  const answer = post(client, statement)
  openOf.get(client)?.leave()
  return answer
}

function open(client: BatchClient): Batch {
  const batch = new Batch(client)
  openOf.set(client, batch)
  process.nextTick(() => batch.leave())
  return batch
}

/** To the driver this is one query. Its `handle…` methods are called with the messages of the server. */
class Batch extends pg.Query {
  readonly #client: BatchClient
  readonly #prepared: Prepared
  readonly #parts: Part[] = []
  /** The part that the next message is about. */
  #at = 0

  constructor(client: BatchClient) {
    super('')
    this.#client = client
    this.#prepared = preparedOf.get(client) ?? new Map()
    preparedOf.set(client, this.#prepared)
  }

  async add({ name, text, values }: Statement): Promise<Answer> {
    const written = values.map((value) => prepareValue(value))
    return new Promise((resolve, reject) => {
      this.#parts.push({ name, text, values: written, rows: [], resolve, reject, columns: [], unreadable: undefined })
    })
  }

  /** Hands the batch to the driver, once. */
  leave(): void {
    if (openOf.get(this.#client) !== this) return
    openOf.delete(this.#client)
    if (this.#parts.length > 0) this.#client.query(this)
  }

  override submit = ({ stream }: pg.Connection): void => {
    for (const part of this.#parts) this.#write(part)
    frames.sync()
    stream.write(frames.take())
  }

  #write(part: Part): void {
    const { name, text, values } = part
    const known = name === '' ? undefined : this.#prepared.get(name)
    // Whether an earlier attempt got as far as being parsed, a failure does not tell.
    if (!known && name !== '') frames.close(name)
    if (!known) frames.parse(name, text)
    frames.bind(name, values)
    if (!known) frames.describe()
    else part.columns = known
    frames.execute()
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    const part = this.#parts[this.#at]
    if (part) part.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: this.#client.getTypeParser(dataTypeID, 'text') }))
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const part = this.#parts[this.#at]
    if (!part) return
    try {
      part.rows.push(toRow(part.columns, fields))
    } catch (error) {
      part.unreadable ??= error
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const part = this.#parts[this.#at++]
    if (!part) return
    if (part.name !== '') this.#prepared.set(part.name, part.columns)
    if (part.unreadable !== undefined) return part.reject(part.unreadable)
    const [command = '', ...counts] = text.split(' ')
    part.resolve({ rows: part.rows, rowCount: counts.length > 0 ? Number(counts.at(-1)) : null, command })
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  /** By the server for the part it was at; by the driver for all, when the connection breaks. */
  handleError(error: Error): void {
    const [first, ...others] = this.#parts.slice(this.#at)
    this.#at = this.#parts.length
    first?.reject(error)
    const goesOn = error instanceof pg.DatabaseError && error.severity === 'ERROR'
    for (const other of others) other.reject(goesOn ? notRun(error) : error)
  }

  handleReadyForQuery(): void {
    // Each part was answered before.
  }
}

function toRow(columns: readonly Column[], values: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [index, { name, parse }] of columns.entries()) {
    const value = values[index] ?? null
    row[name] = value === null ? null : parse(value)
  }
  return row
}

const notRun = (cause: Error): Error => Object.assign(new Error('not run: a statement before it failed', { cause }), { code: NOT_RUN })
