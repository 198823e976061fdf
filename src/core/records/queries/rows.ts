/** Records as the answers show them: with the names of the people who work on them. */
import { peopleByIds } from '#core/identity/public.ts'
import { ERASED } from '#kit/erased.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { labelOf } from '../contract/kind.ts'
import type { RecordRow } from '../store/records.ts'

export interface ShownRecord {
  readonly id: string
  readonly label: string
  readonly title: string
  readonly state: string
  readonly priority: number | null
  readonly assignee: { readonly id: string; readonly name: string } | null
  readonly dueAt: Instant | null
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** Keeps the order of the rows. `S` is what the kind declares as its states. */
export async function showRecords<S extends string>(tx: Tx, rows: readonly RecordRow[]): Promise<(ShownRecord & { readonly state: S })[]> {
  const people = await peopleByIds(
    tx,
    rows.flatMap(({ assigneeId }) => assigneeId ?? []),
  )
  return rows.map(
    ({ id, kind, number, title, state, priority, assigneeId, dueAt, clientId, applicationId, createdAt, updatedAt, version }) => ({
      id,
      label: labelOf(kind, number),
      title,
      // A row of a kind is only ever written with a state of that kind.
      state: state as S,
      priority,
      assignee: assigneeId === null ? null : { id: assigneeId, name: people.get(assigneeId)?.name ?? ERASED },
      dueAt,
      clientId,
      applicationId,
      createdAt,
      updatedAt,
      version,
    }),
  )
}
