/** Amounts as people write them: `15 min`, `1 business day`, `80 %`. */
import { DIMENSIONS, type Dimension, type Unit } from './shape.ts'

export interface Amount {
  readonly value: number
  readonly unit: Unit
}

/** What else people write for a unit. */
const SPELLINGS: Readonly<Record<string, Unit>> = {
  second: 's',
  seconds: 's',
  sec: 's',
  minute: 'min',
  minutes: 'min',
  m: 'min',
  hour: 'h',
  hours: 'h',
  d: 'days',
  day: 'days',
  week: 'weeks',
  month: 'months',
  'business minute': 'business min',
  'business minutes': 'business min',
  'business hour': 'business hours',
  'business h': 'business hours',
  'business day': 'business days',
  client: 'clients',
}
const UNITS: ReadonlySet<string> = new Set(Object.values(DIMENSIONS).flat())

const FORM = /^(\d{1,9}(?:\.\d{1,3})?) ?(%|[a-z]+(?: [a-z]+)?)$/

/** Undefined when the text is no amount of this dimension. */
export function readAmount(text: string, dimension: Dimension): Amount | undefined {
  const [, value, written] = FORM.exec(text.trim()) ?? []
  if (value === undefined || written === undefined) return undefined
  const unit = SPELLINGS[written] ?? (UNITS.has(written) ? (written as Unit) : undefined)
  if (unit === undefined || !(DIMENSIONS[dimension] as readonly Unit[]).includes(unit)) return undefined
  if (unit === '%' && Number(value) > 100) return undefined
  return { value: Number(value), unit }
}

/** Units that are words have a singular. */
const SINGULAR = /^(business )?(day|hour|week|month|client)s$/

/** The one way in which an amount is kept, so that the same amount is the same text. */
export function writeAmount({ value, unit }: Amount): string {
  return `${value} ${value === 1 && SINGULAR.test(unit) ? unit.slice(0, -1) : unit}`
}

const MS: Partial<Readonly<Record<Unit, number>>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
  // For durations and deadlines alike, a month is 30 days; calendars of maintenance count months by themselves.
  months: 2_592_000_000,
  'business min': 60_000,
  'business hours': 3_600_000,
}

/**
 * Milliseconds of an amount of time; a business day has as many as `businessDayMs` says. Undefined for shares, counts and `none`.
 * Whether they are business or real time is told by `isBusiness`.
 */
export function amountMs(text: string, businessDayMs: number): number | undefined {
  const amount = readAmount(text, 'work')
  if (amount === undefined) return undefined
  return Math.round(amount.value * (amount.unit === 'business days' ? businessDayMs : (MS[amount.unit] ?? 0)))
}

/** Whether an amount of time counts only while the calendar is open. */
export function isBusiness(text: string): boolean {
  return readAmount(text, 'work')?.unit.startsWith('business') ?? false
}
