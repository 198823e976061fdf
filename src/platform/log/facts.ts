/**
 * Copies every sealed event into ClickHouse, exactly once: first the block's ends are recorded in PostgreSQL, then the block is
 * inserted under a token made of them, then the cursor moves. Whatever breaks in between, the same block goes again under the same
 * token, and ClickHouse takes a token once (its window is 10,000 blocks; we are never more than one behind).
 *
 * Done by the node that leads. Two that both believe to lead send the same block or none.
 */
import type { ClickHouse } from '../clickhouse/client.ts'
import { encodeNative } from '../clickhouse/native.ts'
import type { Turn } from '../loop.ts'
import type { Work } from '../work.ts'
import { closedNames } from './closed-particulars.ts'
import type { EventReader } from './reader.ts'
import { findEvents, type EventRow } from './store/events.ts'
import { beginBlock, findBlock, finishBlock } from './store/fact-block.ts'
import { findHead } from './store/pending.ts'

/** ClickHouse likes blocks large; this one is a few hundred kilobytes. */
export const FACT_BLOCK_MAX = 5_000

const NONE = '00000000-0000-0000-0000-000000000000'

interface Block {
  readonly from: number
  /** Inclusive. */
  readonly to: number
  readonly era: string | null
}

const tokenOf = ({ from, to, era }: Block): string => (era === null ? `facts:${from}-${to}` : `facts:${era}:${from}-${to}`)

/** `leads` is asked before each block. */
export interface FactsOptions {
  readonly work: Work
  readonly clickhouse: ClickHouse
  readonly leads: () => boolean
  readonly reader: EventReader
}

export class Facts {
  readonly #options: FactsOptions
  readonly #closed = new Map<string, readonly string[]>()

  constructor(options: FactsOptions) {
    this.#options = options
  }

  /** Copies up to the end of the log when this node leads. */
  async run(turn: Turn): Promise<void> {
    while (this.#options.leads() && !turn.stopping() && (await this.#copyBlock()));
  }

  /** False when there is nothing to copy. */
  async #copyBlock(): Promise<boolean> {
    const { work, clickhouse } = this.#options
    const block = await this.#nextBlock()
    if (!block) return false
    const rows = await work.read((tx) => findEvents(tx, { after: block.from - 1, limit: block.to - block.from + 1 }))
    await clickhouse.insertNative('fact', this.#encode(rows), tokenOf(block))
    await work.run((tx) => finishBlock(tx, block))
    return true
  }

  /** The block that is under way, or a new one up to the end of the log. */
  async #nextBlock(): Promise<Block | undefined> {
    const { work } = this.#options
    const { from, to, era } = await work.read(findBlock)
    if (to !== null) return { from, to, era }
    const head = (await work.read(findHead))?.seq ?? 0
    if (head < from) return undefined
    const block = { from, to: Math.min(head, from + FACT_BLOCK_MAX - 1), era }
    return (await work.run((tx) => beginBlock(tx, block))) ? block : undefined
  }

  #encode(rows: readonly EventRow[]): Uint8Array {
    const of = <T>(read: (row: EventRow) => T): T[] => rows.map(read)
    return encodeNative([
      { name: 'seq', type: 'UInt64', values: of((row) => row.seq) },
      { name: 'id', type: 'UUID', values: of((row) => row.id) },
      { name: 'kind', type: 'String', values: of((row) => row.kind) },
      { name: 'at', type: 'DateTime64(3)', values: of((row) => row.at) },
      { name: 'actor_kind', type: 'String', values: of((row) => row.actor_kind) },
      { name: 'actor_id', type: 'String', values: of((row) => row.actor_id) },
      { name: 'record_kind', type: 'String', values: of((row) => row.record_kind) },
      { name: 'record_id', type: 'UUID', values: of((row) => row.record_id) },
      { name: 'client_id', type: 'UUID', values: of((row) => row.client_id ?? NONE) },
      { name: 'application_id', type: 'UUID', values: of((row) => row.application_id ?? NONE) },
      { name: 'audience', type: 'String', values: of((row) => row.audience) },
      { name: 'particulars', type: 'Map(String, String)', values: of((row) => this.#closedOf(row)) },
    ])
  }

  /** Key, value, key, value. */
  #closedOf(row: EventRow): string[] {
    const all = this.#options.reader.openParticulars(row)
    return this.#closedNames(row.kind).flatMap((name) => {
      const value = all[name] as string | number | boolean | null | undefined
      return value === undefined || value === null ? [] : [name, String(value)]
    })
  }

  #closedNames(name: string): readonly string[] {
    const cached = this.#closed.get(name)
    if (cached) return cached
    const kind = this.#options.reader.kind(name)
    const names = kind ? closedNames(kind) : []
    this.#closed.set(name, names)
    return names
  }
}
