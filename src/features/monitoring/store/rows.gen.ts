// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface BaselineTable {
  environment_id: string
  signal: string
  hours: ColumnType<unknown, string, string>
  refused_as: 'nothing_arrives' | 'too_few_weeks' | null
  weeks: number
  odd_weeks: number
  zone: string
  learned_at: ColumnType<Instant, Date, Date>
  verdict: string
  value: number | null
  lower: number | null
  expected: number | null
  upper: number | null
  judged_to: ColumnType<Instant, Date, Date>
  since: ColumnType<Instant | null, Date | null | undefined, Date | null>
  turn: 'above' | 'below' | null
}

export interface SignalReadTable {
  environment_id: string
  read_from: ColumnType<Instant, Date, Date>
  read_to: ColumnType<Instant, Date, Date>
}

export interface SignalWeekTable {
  environment_id: string
  signal: string
  week: string
  hours: ColumnType<unknown, string, string>
}

export interface DB {
  baseline: BaselineTable
  signal_read: SignalReadTable
  signal_week: SignalWeekTable
}
