/**
 * Lists of records of one kind. A list is cut into stretches (a state of a client, of an application, of a person), each of which one
 * index holds in the order of the list: every stretch is walked for one page only, and the pages are merged. So the first page costs
 * the same for who sees everything and for who sees one client of many, and in a table of a million rows.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Thing } from '#kit/ids.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { EVERY_AUDIENCE } from '#core/identity/public.ts'
import type { Stretch } from '../domain/reach.ts'
import type { Sort } from '../domain/sorts.ts'
import { columns, type RecordRow } from './records.ts'

/** What is counted and listed; UUIDs. */
export interface ListWanted {
  readonly kind: Thing
  readonly stretches: readonly Stretch[]
  /** Every state that is wanted. */
  readonly states: readonly string[]
  /** null in it: nobody's. Undefined: anybody's. */
  readonly assigneeIds: readonly (string | null)[] | undefined
  /** null in it: without one. Undefined: any. */
  readonly priorities: readonly (number | null)[] | undefined
  /** Due before an instant, or null: never. Undefined: whenever. */
  readonly dueBefore: Instant | null | undefined
}

export interface ListAsk extends ListWanted {
  readonly sort: Sort
  /** Sort values of the last row before this page. */
  readonly after: readonly (string | number | null)[] | null
  readonly limit: number
}

type Condition = RawBuilder<unknown>

/** The place of a row in each order, the id last; all values of one order run in one direction. */
const orders: Readonly<Record<Sort, { readonly key: Condition; readonly down: boolean }>> = {
  newest: { key: sql`null`, down: true },
  oldest: { key: sql`null`, down: false },
  due: { key: sql`coalesce(r.due_at, 'infinity'::timestamptz)`, down: false },
  priority: { key: sql`coalesce(r.priority, 99)`, down: false },
}

/** In the order that was asked for, without deleted ones. */
export async function listRecordRows(tx: Tx, ask: ListAsk): Promise<RecordRow[]> {
  const walks = walksOf(ask)
  if (walks.length === 0) return []
  const { down, key } = orders[ask.sort]
  const keyed = ask.sort === 'due' || ask.sort === 'priority'
  const direction = down ? sql`desc` : sql`asc`
  const order = keyed ? sql`${key} ${direction}, r.id ${direction}` : sql`r.id ${direction}`
  const filters = [...conditionsOf(ask), ...(ask.after === null ? [] : [beyond(ask.sort, ask.after)])]
  const found = walks.map(
    ({ from, where }) => sql`
      (select r.id, r.place from ${from} cross join lateral (
        select r.id, ${key} as place from record r
        where ${join([...where, ...filters])} order by ${order} limit ${ask.limit}) r)`,
  )
  const merged = keyed ? sql`k.place ${direction}, k.id ${direction}` : sql`k.id ${direction}`
  return named(
    tx,
    'records.listRecords',
    sql<RecordRow>`
      select ${columns} from (
        select k.id from (${sql.join(found, sql` union `)}) k order by ${merged} limit ${ask.limit}
      ) page join record r on r.id = page.id order by ${order}`,
  )
}

/** At most `max`. */
export async function countRecordRows(tx: Tx, wanted: ListWanted, max: number): Promise<number> {
  if (wanted.stretches.length === 0) return 0
  const within = sql`(${sql.join(
    wanted.stretches.map((stretch) => insideOf(stretch)),
    sql` or `,
  )})`
  const where = [sql`r.state = any(${wanted.states}::text[])`, within, ...ownedBy(wanted.assigneeIds), ...conditionsOf(wanted)]
  const query = sql<{ count: number }>`
    select count(*) as count from (select 1 from record r where ${join(where)} limit ${max}) counted`
  return (await named(tx, 'records.countRecords', query))[0]?.count ?? 0
}

interface Walk {
  /** Rows `s(state)` beside what the stretches are named by. */
  readonly from: Condition
  readonly where: readonly Condition[]
}

/** By person when people are named, for their records are few; else by what the caller reaches. */
function walksOf({ stretches, states, assigneeIds }: ListAsk): Walk[] {
  if (stretches.length === 0) return []
  const byState = sql`unnest(${states}::text[]) s(state)`
  const inState = sql`r.state = s.state`
  if (assigneeIds !== undefined) {
    const within = sql`(${sql.join(
      stretches.map((stretch) => insideOf(stretch)),
      sql` or `,
    )})`
    const people = assigneeIds.filter((id) => id !== null)
    return [
      ...(people.length > 0
        ? [{ from: sql`unnest(${people}::uuid[]) p(id) cross join ${byState}`, where: [sql`r.assignee_id = p.id`, inState, within] }]
        : []),
      ...(assigneeIds.includes(null) ? [{ from: byState, where: [sql`r.assignee_id is null`, inState, within] }] : []),
    ]
  }
  return groupsOf(stretches).map((group) => walkOf(group, { byState, inState }))
}

interface Group {
  readonly by: 'everything' | 'own' | 'client' | 'application' | 'own application' | 'client’s application'
  readonly stretches: readonly Stretch[]
}

/** Stretches that one walk serves: narrowed by the same column, for the same audiences. */
function groupsOf(stretches: readonly Stretch[]): Group[] {
  const groups = new Map<string, { by: Group['by']; stretches: Stretch[] }>()
  for (const stretch of stretches) {
    const by = columnOf(stretch)
    const name = `${by} ${stretch.audiences.toSorted().join()} ${stretch.recordIds?.join() ?? ''}`
    const group = groups.get(name) ?? { by, stretches: [] }
    groups.set(name, group)
    group.stretches.push(stretch)
  }
  return [...groups.values()]
}

function columnOf({ applicationId, clientId, own }: Stretch): Group['by'] {
  if (applicationId !== null && clientId !== null) return 'client’s application'
  if (applicationId !== null) return own ? 'own application' : 'application'
  if (own) return 'own'
  return clientId === null ? 'everything' : 'client'
}

function walkOf({ by, stretches }: Group, { byState, inState }: { byState: Condition; inState: Condition }): Walk {
  const [first] = stretches
  const named = first?.recordIds
  const audience = [...audienceOf(first?.audiences ?? []), ...(named === undefined ? [] : [sql`r.id = any(${named}::uuid[])`])]
  const clientIds = stretches.map(({ clientId }) => clientId)
  if (by === 'everything') return { from: byState, where: [inState, ...audience] }
  if (by === 'own') return { from: byState, where: [sql`r.client_id is null`, inState, ...audience] }
  if (by === 'client')
    return {
      from: sql`unnest(${clientIds}::uuid[]) c(id) cross join ${byState}`,
      where: [sql`r.client_id = c.id`, inState, ...audience],
    }
  const applicationIds = stretches.map(({ applicationId }) => applicationId)
  const ofClient = {
    application: [],
    'own application': [sql`r.client_id is null`],
    'client’s application': [sql`r.client_id = a.client_id`],
  }
  return {
    from: sql`unnest(${applicationIds}::uuid[], ${clientIds}::uuid[]) a(id, client_id) cross join ${byState}`,
    where: [sql`r.application_id = a.id`, ...ofClient[by], inState, ...audience],
  }
}

/** Who sees all audiences is not asked for any. What is restricted is said as its index says it, so that its few rows are found there. */
function audienceOf(audiences: Stretch['audiences'], row = sql`r`): Condition[] {
  if (audiences.length === EVERY_AUDIENCE.length) return []
  if (!audiences.includes('restricted')) {
    return audiences.includes('internal') ? [sql`${row}.audience <> 'restricted'`] : [sql`${row}.audience = any(${audiences}::text[])`]
  }
  return [sql`${row}.audience = 'restricted'`]
}

/** Whether a row of `record` lies within a stretch. */
export function insideOf({ clientId, applicationId, own, audiences, recordIds }: Stretch, row = sql`r`): Condition {
  const parts = [
    ...(own ? [sql`${row}.client_id is null`] : []),
    ...(clientId === null ? [] : [sql`${row}.client_id = ${clientId}`]),
    ...(applicationId === null ? [] : [sql`${row}.application_id = ${applicationId}`]),
    ...(recordIds === undefined ? [] : [sql`${row}.id = any(${recordIds}::uuid[])`]),
    ...audienceOf(audiences, row),
  ]
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`
}

/** A filter that is not given is not part of the statement, so that each form finds its index. */
function conditionsOf({ kind, priorities, dueBefore }: ListWanted): Condition[] {
  return [
    sql`r.kind = ${kind}`,
    sql`r.deleted_at is null`,
    ...(priorities === undefined ? [] : [withPriority(priorities)]),
    ...(dueBefore === undefined ? [] : [dueBefore === null ? sql`r.due_at is null` : dueWithin(dueBefore)]),
  ]
}

/** Not said as the index of priorities says it, which would be walked for every application. */
function withPriority(priorities: readonly (number | null)[]): Condition {
  const named = sql`r.priority = any(${priorities.filter((one) => one !== null)}::smallint[])`
  return priorities.includes(null) ? sql`(${named} or r.priority is null)` : named
}

/** Said as the index says it, so that the walk in the order of due times ends there. */
function dueWithin(before: Instant): Condition {
  return sql`coalesce(r.due_at, 'infinity'::timestamptz) < ${toDate(before)}`
}

function ownedBy(assigneeIds: ListWanted['assigneeIds']): Condition[] {
  if (assigneeIds === undefined) return []
  const people = assigneeIds.filter((id) => id !== null)
  const mine = sql`r.assignee_id = any(${people}::uuid[])`
  return [assigneeIds.includes(null) ? sql`(${mine} or r.assignee_id is null)` : mine]
}

/** Rows behind the last one of the page before. A due time of null stands for the end of time. */
function beyond(sort: Sort, after: readonly (string | number | null)[]): Condition {
  const [first, second] = after
  if (sort === 'newest') return sql`r.id < ${first}::uuid`
  if (sort === 'oldest') return sql`r.id > ${first}::uuid`
  if (sort === 'priority') return sql`(coalesce(r.priority, 99), r.id) > (${first ?? 99}::integer, ${second}::uuid)`
  const due = first === null ? sql`'infinity'::timestamptz` : sql`${new Date(Number(first))}::timestamptz`
  return sql`(coalesce(r.due_at, 'infinity'::timestamptz), r.id) > (${due}, ${second}::uuid)`
}

function join(conditions: readonly Condition[]): Condition {
  return sql.join(conditions, sql` and `)
}
