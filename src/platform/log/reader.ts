/** From stored rows to events as readers get them: personal particulars decrypted, old versions lifted. */
import type { EventKind, SealedEvent, RecordRef } from '#kit/event.ts'
import type { Tx } from '../work.ts'
import { decryptPersonal, type Particulars } from './personal.ts'
import type { PersonKeys } from './personkeys.ts'
import type { EventRow } from './store/events.ts'

export class EventReader {
  readonly #personKeys: PersonKeys
  #kinds: ReadonlyMap<string, EventKind> = new Map()

  constructor(personKeys: PersonKeys) {
    this.#personKeys = personKeys
  }

  /** Declares the kinds that this program knows. Events of other kinds stay readable as they were written. */
  knows(kinds: readonly EventKind[]): void {
    this.#kinds = new Map(kinds.map((kind) => [kind.kind, kind]))
  }

  kind(name: string): EventKind | undefined {
    return this.#kinds.get(name)
  }

  /** Keeps the order of the rows. Keys are asked for anew on each call, so that an erased person is gone at once. */
  async read(tx: Tx, rows: readonly EventRow[]): Promise<SealedEvent[]> {
    const keys = await this.#keysOf(tx, rows)
    return rows.map((row) => this.#toEvent(row, keys.get(row.subject ?? '')))
  }

  /** The particulars without the personal ones, lifted. */
  openParticulars(row: EventRow): Particulars {
    return lift(this.#kinds.get(row.kind), row.version, JSON.parse(row.particulars) as Particulars)
  }

  async #keysOf(tx: Tx, rows: readonly EventRow[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const keys = new Map<string, Uint8Array>()
    const subjects = new Set(rows.filter((row) => row.personal !== null).map((row) => row.subject))
    for (const subject of subjects) {
      const key = subject === null ? undefined : await this.#personKeys.keyFor(tx, subject)
      if (subject !== null && key) keys.set(subject, key)
    }
    return keys
  }

  #toEvent(row: EventRow, key: Uint8Array | undefined): SealedEvent {
    const open = JSON.parse(row.particulars) as Particulars
    const personal = row.personal && key ? decryptPersonal(row.personal, key, row.id) : undefined
    const known = this.#kinds.get(row.kind)
    return {
      seq: row.seq,
      id: row.id,
      kind: row.kind,
      version: Math.max(row.version, known?.version ?? 0),
      at: row.at,
      actor: { kind: row.actor_kind, id: row.actor_id },
      record: { kind: row.record_kind as RecordRef['kind'], id: row.record_id },
      scope: {
        clientId: row.client_id,
        applicationId: row.application_id,
        audience: row.audience,
        ...(row.audience === 'restricted' ? { recordId: row.record_id } : {}),
      },
      particulars: lift(known, row.version, personal ? { ...open, ...personal } : open),
    }
  }
}

/** Applies the upcasters from the written version up to the current one. */
function lift(known: EventKind | undefined, version: number, particulars: Particulars): Particulars {
  let lifted: Record<string, unknown> = { ...particulars }
  for (let from = version; from < (known?.version ?? 0); from++) lifted = known?.upcasters[from]?.(lifted) ?? lifted
  return lifted
}
