/** Tables `signal_week`, `signal_read` and `baseline`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Band, BaselineRefusal } from '../domain/baseline.ts'
import type { Verdict } from '../domain/deviation.ts'
import type { Learned, Turn } from '../domain/learned.ts'
import type { KeptWeek } from '../domain/signal-weeks.ts'

/** Weeks of an environment that begin on `since` (a date) or later. */
export function listWeeks(tx: Tx, of: { readonly environmentId: string; readonly since: string }): Promise<KeptWeek[]> {
  return named(
    tx,
    'monitoring.listWeeks',
    sql<KeptWeek>`select signal, week::text as week, hours from signal_week
      where environment_id = ${of.environmentId} and week >= ${of.since}::date order by signal, week`,
  )
}

export async function putWeek(tx: Tx, environmentId: string, { signal, week, hours }: KeptWeek): Promise<void> {
  const query = sql`insert into signal_week (environment_id, signal, week, hours)
    values (${environmentId}, ${signal}, ${week}::date, ${JSON.stringify(hours)})
    on conflict (environment_id, signal, week) do update set hours = excluded.hours`
  await affected(tx, 'monitoring.putWeek', query)
}

export async function dropWeeks(tx: Tx, of: { readonly environmentId: string; readonly before: string }): Promise<void> {
  const query = sql`delete from signal_week where environment_id = ${of.environmentId} and week < ${of.before}::date`
  await affected(tx, 'monitoring.dropWeeks', query)
}

export interface ReadRow {
  readonly environmentId: string
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
}

/** Of all environments of which hours were read. */
export function listRead(tx: Tx): Promise<ReadRow[]> {
  return named(
    tx,
    'monitoring.listRead',
    sql<ReadRow>`select environment_id as "environmentId", read_from as "from", read_to as "to" from signal_read`,
  )
}

export async function noteRead(tx: Tx, { environmentId, from, to }: ReadRow): Promise<void> {
  const query = sql`insert into signal_read (environment_id, read_from, read_to) values (${environmentId}, ${toDate(from)}, ${toDate(to)})
    on conflict (environment_id) do update set read_from = excluded.read_from, read_to = excluded.read_to`
  await affected(tx, 'monitoring.noteRead', query)
}

export interface BaselineRow {
  readonly environmentId: string
  readonly signal: Learned
  readonly hours: readonly (Band | null)[]
  readonly refusedAs: BaselineRefusal | null
  readonly weeks: number
  readonly oddWeeks: number
  readonly zone: string
  readonly learnedAt: Instant
  readonly verdict: Verdict
  readonly value: number | null
  readonly lower: number | null
  readonly expected: number | null
  readonly upper: number | null
  /** Exclusive end of the last hour that was judged. */
  readonly judgedTo: Instant
  readonly since: Instant | null
  readonly turn: Turn | null
}

const columns = sql`
  environment_id as "environmentId", signal, refused_as as "refusedAs", weeks, odd_weeks as "oddWeeks", zone, learned_at as "learnedAt", verdict,
  value, lower, expected, upper, judged_to as "judgedTo", since, turn`

/** Of one environment, with what is usual in each hour of the week. */
export function listBaselines(tx: Tx, environmentId: string): Promise<BaselineRow[]> {
  return named(
    tx,
    'monitoring.listBaselines',
    sql<BaselineRow>`select ${columns}, hours from baseline where environment_id = ${environmentId} order by signal`,
  )
}

export type StandingRow = Omit<BaselineRow, 'hours'>

/** How the signals of some environments stand, without their weeks. */
export function listStandings(tx: Tx, environmentIds: readonly string[]): Promise<StandingRow[]> {
  return named(
    tx,
    'monitoring.listStandings',
    sql<StandingRow>`select ${columns} from baseline where environment_id = any(${[...environmentIds]}::uuid[]) order by environment_id, signal`,
  )
}

export async function putBaseline(tx: Tx, row: BaselineRow): Promise<void> {
  const query = sql`
    insert into baseline (environment_id, signal, hours, refused_as, weeks, odd_weeks, zone, learned_at, verdict, value, lower, expected, upper,
      judged_to, since, turn)
    values (${row.environmentId}, ${row.signal}, ${JSON.stringify(row.hours)}, ${row.refusedAs}, ${row.weeks}, ${row.oddWeeks}, ${row.zone},
      ${toDate(row.learnedAt)}, ${row.verdict}, ${row.value}, ${row.lower}, ${row.expected}, ${row.upper}, ${toDate(row.judgedTo)},
      ${row.since === null ? null : toDate(row.since)}, ${row.turn})
    on conflict (environment_id, signal) do update set hours = excluded.hours, refused_as = excluded.refused_as, weeks = excluded.weeks,
      odd_weeks = excluded.odd_weeks, zone = excluded.zone, learned_at = excluded.learned_at, verdict = excluded.verdict, value = excluded.value,
      lower = excluded.lower, expected = excluded.expected, upper = excluded.upper, judged_to = excluded.judged_to, since = excluded.since,
      turn = excluded.turn`
  await affected(tx, 'monitoring.putBaseline', query)
}
