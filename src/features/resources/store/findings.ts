/** Table `resource_finding`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Found } from '../domain/findings.ts'
import type { Dismissal, State } from '../domain/words.ts'

export interface FindingRow extends Found {
  readonly id: string
  readonly applicationId: string
  readonly state: State
  readonly dismissedAs: Dismissal | null
  readonly taskId: string | null
  readonly after: number | null
  readonly openedAt: Instant
  readonly seenAt: Instant
  readonly doneAt: Instant | null
  readonly settledAt: Instant | null
}

const columns = sql`
  id, application_id as "applicationId", environment_id as "environmentId", concern, kind, fingerprint, about, facts, figure, unit, wins,
  wins_unit as "winsUnit", state, dismissed_as as "dismissedAs", task_id as "taskId", after, opened_at as "openedAt", seen_at as "seenAt",
  done_at as "doneAt", settled_at as "settledAt"`

/** Many times what hosts and databases of one application can give. */
export const CURRENT_MAX = 2_000

/** What is not settled, the oldest first. */
export function listCurrent(tx: Tx, applicationId: string): Promise<FindingRow[]> {
  return named(
    tx,
    'resources.listCurrent',
    sql<FindingRow>`select ${columns} from resource_finding
      where application_id = ${applicationId} and state in ('open', 'task', 'measuring', 'dismissed') order by opened_at, id limit ${CURRENT_MAX}`,
  )
}

/** What was settled after `since`, the latest first. */
export function listSettled(tx: Tx, of: { applicationId: string; since: Instant; limit: number }): Promise<FindingRow[]> {
  return named(
    tx,
    'resources.listSettled',
    sql<FindingRow>`select ${columns} from resource_finding
      where application_id = ${of.applicationId} and settled_at > ${toDate(of.since)} order by settled_at desc, id limit ${of.limit}`,
  )
}

export async function findFinding(tx: Tx, id: string): Promise<FindingRow | undefined> {
  return (await named(tx, 'resources.findFinding', sql<FindingRow>`select ${columns} from resource_finding where id = ${id}`))[0]
}

/** Held until the transaction ends. */
export async function lockFinding(tx: Tx, id: string): Promise<FindingRow | undefined> {
  const query = sql<FindingRow>`select ${columns} from resource_finding where id = ${id} for no key update`
  return (await named(tx, 'resources.lockFinding', query))[0]
}

/** The same of what became this task (UUID). */
export async function lockOfTask(tx: Tx, taskId: string): Promise<FindingRow | undefined> {
  const query = sql<FindingRow>`select ${columns} from resource_finding where task_id = ${taskId} for no key update`
  return (await named(tx, 'resources.lockOfTask', query))[0]
}

/** False when somebody else has just found the same. */
export async function insertFinding(
  tx: Tx,
  { id, applicationId, found, at }: { readonly id: string; readonly applicationId: string; readonly found: Found; readonly at: Instant },
): Promise<boolean> {
  const query = sql`
    insert into resource_finding (id, application_id, environment_id, concern, kind, fingerprint, about, facts, figure, unit, wins, wins_unit,
      state, opened_at, seen_at)
    values (${id}, ${applicationId}, ${found.environmentId}, ${found.concern}, ${found.kind}, ${found.fingerprint},
      ${JSON.stringify(found.about)}, ${JSON.stringify(found.facts)}, ${found.figure}, ${found.unit}, ${found.wins}, ${found.winsUnit},
      'open', ${toDate(at)}, ${toDate(at)})
    on conflict (application_id, fingerprint) where state in ('open', 'task', 'measuring', 'dismissed') do nothing`
  return (await affected(tx, 'resources.insertFinding', query)) === 1
}

/** It was found again. No row: it is settled, or somebody works on it, whose figure before must stay. */
export async function seeFinding(
  tx: Tx,
  { id, found, at }: { readonly id: string; readonly found: Found; readonly at: Instant },
): Promise<void> {
  const query = sql`
    update resource_finding set kind = ${found.kind}, facts = ${JSON.stringify(found.facts)}, figure = ${found.figure}, unit = ${found.unit},
      wins = ${found.wins}, wins_unit = ${found.winsUnit}, seen_at = ${toDate(at)}
    where id = ${id} and state in ('open', 'dismissed')`
  await affected(tx, 'resources.seeFinding', query)
}

export type Standing = Pick<FindingRow, 'state' | 'dismissedAs' | 'taskId' | 'after' | 'doneAt' | 'settledAt'>

/** No row: it was meanwhile not as the caller thought, and stays as it is. */
export async function moveFinding(tx: Tx, { id, state }: Pick<FindingRow, 'id' | 'state'>, to: Standing): Promise<boolean> {
  const query = sql`
    update resource_finding set state = ${to.state}, dismissed_as = ${to.dismissedAs}, task_id = ${to.taskId}, after = ${to.after},
      done_at = ${to.doneAt === null ? null : toDate(to.doneAt)}, settled_at = ${to.settledAt === null ? null : toDate(to.settledAt)}
    where id = ${id} and state = ${state}`
  return (await affected(tx, 'resources.moveFinding', query)) === 1
}
