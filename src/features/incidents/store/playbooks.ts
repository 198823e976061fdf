/** Tables `incident_playbook` and `incident_step`: what is known before an incident, and which tasks came from it. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Playbook, StepRole } from '../domain/playbooks.ts'
import type { DB } from './rows.gen.ts'

export interface PlaybookRow extends Playbook {
  readonly id: string
  /** UUID; null: of all applications. */
  readonly applicationId: string | null
  readonly version: number
  readonly updatedAt: Instant
}

const columns = sql`p.id, p.application_id as "applicationId", p.name, p.fits, p.steps, p.version, p.updated_at as "updatedAt"`

/** Those of an application and of all applications, by name. */
export function listPlaybooks(
  tx: Tx,
  { applicationId, limit }: { readonly applicationId: string | null; readonly limit: number },
): Promise<PlaybookRow[]> {
  return named(
    tx,
    'incidents.listPlaybooks',
    sql<PlaybookRow>`
      select ${columns} from incident_playbook p
      where p.application_id = ${applicationId} or p.application_id is null order by lower(p.name), p.id limit ${limit}`,
  )
}

export async function findPlaybook(tx: Tx, id: string): Promise<PlaybookRow | undefined> {
  const query = sql<PlaybookRow>`select ${columns} from incident_playbook p where p.id = ${id}`
  return (await named(tx, 'incidents.findPlaybook', query))[0]
}

/** Held until the transaction ends. */
export async function lockPlaybook(tx: Tx, id: string): Promise<PlaybookRow | undefined> {
  const query = sql<PlaybookRow>`select ${columns} from incident_playbook p where p.id = ${id} for no key update`
  return (await named(tx, 'incidents.lockPlaybook', query))[0]
}

/** Of one application, or of all applications with null. */
export async function countPlaybooks(tx: Tx, applicationId: string | null): Promise<number> {
  const query = sql<{ count: number }>`
    select count(*) as count from incident_playbook where application_id is not distinct from ${applicationId}`
  return (await named(tx, 'incidents.countPlaybooks', query))[0]?.count ?? 0
}

export async function insertPlaybook(tx: Tx, { id, applicationId, name, fits, steps, updatedAt }: PlaybookRow): Promise<void> {
  const at = toDate(updatedAt)
  const values = { id, application_id: applicationId, name, created_at: at, updated_at: at }
  const query = kysely<DB>(tx)
    .insertInto('incident_playbook')
    .values({ ...values, fits: JSON.stringify(fits), steps: JSON.stringify(steps) })
  await affected(tx, 'incidents.insertPlaybook', query)
}

/** Whoever updates holds the lock; the version rises by one. */
export async function updatePlaybook(tx: Tx, { id, name, fits, steps, version, updatedAt }: PlaybookRow): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('incident_playbook')
    .set({ name, fits: JSON.stringify(fits), steps: JSON.stringify(steps), version: version + 1, updated_at: toDate(updatedAt) })
    .where('id', '=', id)
  await affected(tx, 'incidents.updatePlaybook', query)
}

export async function deletePlaybook(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'incidents.deletePlaybook', sql`delete from incident_playbook where id = ${id}`)
}

/** Playbooks of which some text has one of the words in any case. */
export function playbooksNaming(tx: Tx, words: readonly string[], limit: number): Promise<PlaybookRow[]> {
  return named(
    tx,
    'incidents.playbooksNaming',
    sql<PlaybookRow>`
      select ${columns} from incident_playbook p
      where exists (
        select from unnest(${words}::text[]) as word where strpos(lower(p.name || ' ' || p.steps::text), lower(word)) > 0)
      order by p.id limit ${limit}`,
  )
}

/** Puts other words in the place of what people wrote; the version stays. */
export async function rewritePlaybook(tx: Tx, { id, name, steps }: Pick<PlaybookRow, 'id' | 'name' | 'steps'>): Promise<void> {
  const query = sql`update incident_playbook set name = ${name}, steps = ${JSON.stringify(steps)}::jsonb where id = ${id}`
  await affected(tx, 'incidents.rewritePlaybook', query)
}

export interface StepRow {
  readonly taskId: string
  readonly incidentId: string
  /** Null: the playbook was removed since. */
  readonly playbookId: string | null
  readonly role: StepRole | null
  readonly appliedAt: Instant
}

export async function insertSteps(tx: Tx, rows: readonly StepRow[]): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('incident_step')
    .values(
      rows.map(({ taskId, incidentId, playbookId, role, appliedAt }) => ({
        task_id: taskId,
        incident_id: incidentId,
        playbook_id: playbookId,
        role,
        applied_at: toDate(appliedAt),
      })),
    )
  await affected(tx, 'incidents.insertSteps', query)
}

/** In the order in which they came to be. */
export function listSteps(tx: Tx, incidentId: string): Promise<StepRow[]> {
  return named(
    tx,
    'incidents.listSteps',
    sql<StepRow>`
      select task_id as "taskId", incident_id as "incidentId", playbook_id as "playbookId", role, applied_at as "appliedAt"
      from incident_step where incident_id = ${incidentId} order by task_id`,
  )
}
