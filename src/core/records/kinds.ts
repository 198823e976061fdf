/**
 * The kinds of records that this program has, for parts that serve records of every kind (comments, links, files) and so must
 * show and guard what they do not know. Each part hands over its kinds when its module is made.
 */
import { requirePermission, signedIn } from '#core/identity/public.ts'
import type { Audience, RecordRef, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId, type Thing } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { Card, RecordKind } from './contract/kind.ts'
import { findRecord, type RecordRow } from './store/records.ts'

/** What is known of a kind without its feature's own facts. */
interface DeclaredKind extends Omit<RecordKind, 'audienceOf' | 'searchText'> {
  /** The texts of records by their UUID, for the excerpts of search; records without a text may be left out. */
  readonly textsOf?: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** A record that was looked for on behalf of somebody. */
export interface RecordWanted {
  readonly record: RecordRef
  /** Held for the record besides the permission to read its kind. */
  readonly permission: string
}

export class RecordKinds {
  readonly #kinds = new Map<Thing, DeclaredKind>()

  declare(kind: DeclaredKind): void {
    this.#kinds.set(kind.kind, kind)
  }

  /** Undefined for things that are no records. */
  of(kind: Thing): DeclaredKind | undefined {
    return this.#kinds.get(kind)
  }

  /** Every kind, in the order in which they were declared. */
  all(): readonly DeclaredKind[] {
    return [...this.#kinds.values()]
  }

  /** What others see of a record. */
  cardOf(row: RecordRow): Card | undefined {
    return this.of(row.kind)?.cardOf(row, toId(row.kind, row.id))
  }

  /** Whether the caller may read the record at all. */
  isSeenBy(caller: Caller, row: RecordRow): boolean {
    const permission = this.of(row.kind)?.permission
    return permission !== undefined && row.deletedAt === null && caller.may(permission, scopeOfRecord(row))
  }

  /** The record, deleted ones left out. Throws `common.not_found` for what is not there, of another kind, or not for this caller. */
  async require(tx: Tx, caller: Caller, { record, permission }: RecordWanted): Promise<RecordRow> {
    const row = await this.requireById(tx, caller, { id: record.id, permission })
    if (row.kind !== record.kind) throw new Fault(common.not_found)
    return row
  }

  /** The same for those who know the UUID only, because it stands in a row of theirs. */
  async requireById(tx: Tx, caller: Caller, { id, permission }: { readonly id: string; readonly permission: string }): Promise<RecordRow> {
    const row = await findRecord(tx, id)
    if (row === undefined || !this.isSeenBy(signedIn(caller), row)) throw new Fault(common.not_found)
    requirePermission(caller, permission, scopeOfRecord(row))
    return row
  }
}

/**
 * Where a record belongs, for permission checks and events; with `audience` where something about it does, such as a comment for the
 * team. What is restricted stays so for everything about it.
 */
export function scopeOfRecord(
  { id, clientId, applicationId, audience }: Pick<RecordRow, 'id' | 'clientId' | 'applicationId' | 'audience'>,
  about: Audience = audience,
): Scope {
  if (audience === 'restricted') return { clientId, applicationId, audience, recordId: id }
  return { clientId, applicationId, audience: about }
}

const opened = new WeakMap<object, RecordKinds>()

/** The one of a platform; opened when first asked for. */
export function recordKindsOf(platform: Pick<Platform, 'log'>): RecordKinds {
  const known = opened.get(platform.log)
  if (known) return known
  const kinds = new RecordKinds()
  opened.set(platform.log, kinds)
  return kinds
}
