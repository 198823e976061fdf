/** The parts of `where` that all lists of the catalog share. Everything of the catalog has the audience `client`. */
import { sql, type RawBuilder } from 'kysely'
import type { Reach } from '#core/identity/public.ts'
import type { State } from '../domain/words.ts'

/** What a list asks for; UUIDs. `after` holds the sort values of the last row of the previous page. */
export interface ListAsk {
  readonly reach: Reach
  readonly state: State | 'all'
  readonly text: string | undefined
  readonly after: readonly (string | number | null)[] | null
  /** Rows to read: one more than shown, to know whether another page follows. */
  readonly limit: number
}

type Condition = RawBuilder<boolean>

/** Rows that lie within the reach; `application` null for rows that belong to a client as a whole. */
export function within(reach: Reach, client: RawBuilder<unknown>, application: RawBuilder<unknown> | null): Condition {
  if (reach.everything) return sql`true`
  const areas = reach.areas.filter(({ audiences }) => audiences.includes('client'))
  const fitting = areas.filter(({ applicationId }) => application !== null || applicationId === null)
  if (fitting.length === 0) return sql`false`
  const fits = fitting.map((area) => {
    const clientFits: Condition = area.clientId === null ? sql`true` : sql`${client} = ${area.clientId}::uuid`
    const applicationFits: Condition = area.applicationId === null ? sql`true` : sql`${application} = ${area.applicationId}::uuid`
    return sql`(${clientFits} and ${applicationFits})`
  })
  return sql`(${sql.join(fits, sql` or `)})`
}

export function inState(column: RawBuilder<unknown>, state: State | 'all'): Condition {
  return state === 'all' ? sql`true` : sql`${column} = ${state}`
}

/** Part of any of the columns, in any case; `%` and `_` mean themselves. */
export function contains(columns: readonly RawBuilder<unknown>[], text: string | undefined): Condition {
  if (text === undefined) return sql`true`
  const found = columns.map((column) => sql`position(lower(${text}) in lower(${column})) > 0`)
  return sql`(${sql.join(found, sql` or `)})`
}

/** Rows after the cursor in the order of `columns`. */
export function beyond(columns: RawBuilder<unknown>, after: ListAsk['after']): Condition {
  return after === null ? sql`true` : sql`(${columns}) > (${sql.join(after)})`
}

export function all(...conditions: readonly Condition[]): Condition {
  return sql.join<boolean>(conditions, sql` and `)
}
