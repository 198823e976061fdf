/** Tables `page`, `page_subject` and `page_decision`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { PageSeverity, PageState } from '../domain/page.ts'

export interface PageRow {
  readonly id: string
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly environmentId: string | null
  readonly title: string
  readonly severity: PageSeverity
  readonly state: PageState
  readonly reason: string
  readonly turn: number
  readonly nextAt: Instant | null
  readonly openedAt: Instant
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  readonly answeredVia: string | null
  readonly endedAt: Instant | null
}

const columns = sql`
  id, client_id as "clientId", application_id as "applicationId", environment_id as "environmentId", title, severity, state, reason, turn,
  next_at as "nextAt", opened_at as "openedAt", answered_by as "answeredBy", answered_at as "answeredAt", answered_via as "answeredVia",
  ended_at as "endedAt"`

export type NewPage = Pick<
  PageRow,
  'id' | 'clientId' | 'applicationId' | 'environmentId' | 'title' | 'severity' | 'state' | 'reason' | 'nextAt' | 'openedAt'
>

export async function insertPage(tx: Tx, row: NewPage): Promise<void> {
  await affected(
    tx,
    'oncall.insertPage',
    sql`insert into page (id, client_id, application_id, environment_id, title, severity, state, reason, next_at, opened_at)
      values (${row.id}, ${row.clientId}, ${row.applicationId}, ${row.environmentId}, ${row.title}, ${row.severity}, ${row.state},
        ${row.reason}, ${row.nextAt && toDate(row.nextAt)}, ${toDate(row.openedAt)})`,
  )
}

/** Whatever becomes of a page: all that can change. */
export async function updatePage(tx: Tx, row: PageRow): Promise<void> {
  await affected(
    tx,
    'oncall.updatePage',
    sql`update page set severity = ${row.severity}, state = ${row.state}, reason = ${row.reason}, turn = ${row.turn},
      next_at = ${row.nextAt && toDate(row.nextAt)}, answered_by = ${row.answeredBy},
      answered_at = ${row.answeredAt && toDate(row.answeredAt)}, answered_via = ${row.answeredVia},
      ended_at = ${row.endedAt && toDate(row.endedAt)} where id = ${row.id}`,
  )
}

/** Held until the transaction ends: whoever decides about a page holds it. */
export async function lockPage(tx: Tx, id: string): Promise<PageRow | undefined> {
  return (await named(tx, 'oncall.lockPage', sql<PageRow>`select ${columns} from page where id = ${id} for no key update`))[0]
}

export async function findPage(tx: Tx, id: string): Promise<PageRow | undefined> {
  return (await named(tx, 'oncall.findPage', sql<PageRow>`select ${columns} from page where id = ${id}`))[0]
}

/** The newest first; `isOver` null: all. Whether a caller may see them is looked at afterwards. */
export function listPages(
  tx: Tx,
  of: { readonly isOver: boolean | null; readonly since: Instant; readonly limit: number },
): Promise<PageRow[]> {
  return named(
    tx,
    'oncall.listPages',
    sql<PageRow>`select ${columns} from page
      where opened_at >= ${toDate(of.since)} and (${of.isOver}::boolean is null or (state = 'ended') = ${of.isOver}::boolean)
      order by opened_at desc, id desc limit ${of.limit}`,
  )
}

/** The newest page of the place that is not over and was opened since then; held until the transaction ends. */
export async function lockPageOfPlace(
  tx: Tx,
  of: { readonly applicationId: string; readonly environmentId: string | null; readonly since: Instant },
): Promise<PageRow | undefined> {
  const rows = await named(
    tx,
    'oncall.lockPageOfPlace',
    sql<PageRow>`select ${columns} from page
      where application_id = ${of.applicationId} and environment_id is not distinct from ${of.environmentId}::uuid
        and state <> 'ended' and opened_at >= ${toDate(of.since)}
      order by opened_at desc, id desc limit 1 for no key update`,
  )
  return rows[0]
}

export interface SubjectRow {
  readonly pageId: string
  readonly kind: 'alert' | 'incident'
  readonly id: string
  readonly title: string
  readonly ruleKey: string | null
  readonly joinedAt: Instant
  readonly overAt: Instant | null
}

const subjectColumns = sql`
  page_id as "pageId", about_kind as kind, about_id as id, title, rule_key as "ruleKey", joined_at as "joinedAt", over_at as "overAt"`

export async function insertSubject(tx: Tx, row: Omit<SubjectRow, 'overAt'>): Promise<void> {
  await affected(
    tx,
    'oncall.insertSubject',
    sql`insert into page_subject (about_kind, about_id, page_id, title, rule_key, joined_at)
      values (${row.kind}, ${row.id}, ${row.pageId}, ${row.title}, ${row.ruleKey}, ${toDate(row.joinedAt)})
      on conflict (about_kind, about_id, page_id) do update set over_at = null`,
  )
}

/** Pages about it that are not over, the newest first. */
export async function findPagesAbout(tx: Tx, about: Pick<SubjectRow, 'kind' | 'id'>): Promise<readonly string[]> {
  const rows = await named(
    tx,
    'oncall.findPagesAbout',
    sql<{ id: string }>`select p.id from page p join page_subject s on s.page_id = p.id
      where s.about_kind = ${about.kind} and s.about_id = ${about.id} and s.over_at is null and p.state <> 'ended'
      order by p.id desc limit 10`,
  )
  return rows.map(({ id }) => id)
}

/** It is over; how many others of the page are not. */
export async function endSubject(tx: Tx, of: Pick<SubjectRow, 'kind' | 'id' | 'pageId'> & { readonly at: Instant }): Promise<number> {
  await affected(
    tx,
    'oncall.endSubject',
    sql`update page_subject set over_at = ${toDate(of.at)}
      where about_kind = ${of.kind} and about_id = ${of.id} and page_id = ${of.pageId} and over_at is null`,
  )
  const query = sql<{ count: number }>`select count(*)::int as count from page_subject where page_id = ${of.pageId} and over_at is null`
  return (await named(tx, 'oncall.countSubjects', query))[0]?.count ?? 0
}

/** Of these pages, in the order in which they joined. */
export function listSubjects(
  tx: Tx,
  { pageIds, limit }: { readonly pageIds: readonly string[]; readonly limit: number },
): Promise<SubjectRow[]> {
  return named(
    tx,
    'oncall.listSubjects',
    sql<SubjectRow>`select ${subjectColumns} from page_subject where page_id = any(${pageIds}::uuid[]) order by joined_at, about_id limit ${limit}`,
  )
}

export interface DecisionRow {
  readonly id: string
  readonly pageId: string
  readonly at: Instant
  readonly kind: string
  readonly reason: string
  readonly personId: string | null
  readonly detail: Readonly<Record<string, string | number>>
}

export async function insertDecision(tx: Tx, row: DecisionRow): Promise<void> {
  await affected(
    tx,
    'oncall.insertDecision',
    sql`insert into page_decision (id, page_id, at, kind, reason, person_id, detail)
      values (${row.id}, ${row.pageId}, ${toDate(row.at)}, ${row.kind}, ${row.reason}, ${row.personId}, ${JSON.stringify(row.detail)})`,
  )
}

/** Oldest first. */
export function listDecisions(tx: Tx, { pageId, limit }: { readonly pageId: string; readonly limit: number }): Promise<DecisionRow[]> {
  return named(
    tx,
    'oncall.listDecisions',
    sql<DecisionRow>`select id, page_id as "pageId", at, kind, reason, person_id as "personId", detail from page_decision
      where page_id = ${pageId} order by id limit ${limit}`,
  )
}
