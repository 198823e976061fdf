/**
 * Holidays from an iCalendar file (RFC 5545): events that last whole days. Files of public holidays list every day with its
 * date; of repeating events only yearly ones are understood, and they are written out for the years ahead.
 */

/** Years for which a yearly event is written out, from its first. */
const YEARS_AHEAD = 5
/** Longest event in days: school holidays. Longer ones are mistakes of a file. */
const DAYS_MAX = 60
/** Most days of one file. */
export const HOLIDAYS_MAX = 1_000

export interface HolidayFile {
  /** Name by date, `YYYY-MM-DD`, in the order of dates. */
  readonly days: ReadonlyMap<string, string>
  /** Names of events that could not be read, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly why: 'not_whole_days' | 'repeats_otherwise' | 'too_long' | 'too_many' }[]
}

type Event = ReadonlyMap<string, string>

/** `fromYear`: yearly events are written out from this year. A text without events gives no days. */
export function readHolidays(text: string, fromYear: number): HolidayFile {
  const days = new Map<string, string>()
  const skipped: HolidayFile['skipped'][number][] = []
  for (const event of eventsOf(text)) {
    const name = plain(event.get('SUMMARY') ?? '') || 'Holiday'
    const read = datesOf(event, fromYear)
    if (typeof read === 'string') skipped.push({ name, why: read })
    else if (days.size + read.length > HOLIDAYS_MAX) skipped.push({ name, why: 'too_many' })
    else for (const date of read) days.set(date, name)
  }
  return { days: new Map([...days].toSorted(([a], [b]) => (a < b ? -1 : 1))), skipped }
}

/** Properties by name without parameters; long lines are folded with a space at the start of the next. */
function eventsOf(text: string): Event[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
  const events: Map<string, string>[] = []
  let open: Map<string, string> | undefined
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push((open = new Map()))
    else if (line === 'END:VEVENT') open = undefined
    const [, name, value] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? []
    if (open && name !== undefined && value !== undefined) open.set(name, value)
  }
  return events
}

function datesOf(event: Event, fromYear: number): string[] | 'not_whole_days' | 'repeats_otherwise' | 'too_long' {
  const start = dateOf(event.get('DTSTART'))
  if (start === undefined) return 'not_whole_days'
  const end = dateOf(event.get('DTEND')) ?? start + DAY
  const length = Math.max(1, Math.round((end - start) / DAY))
  if (length > DAYS_MAX) return 'too_long'
  const rule = event.get('RRULE')
  if (rule === undefined) return spread(start, length)
  if (!/^FREQ=YEARLY(;INTERVAL=1)?$/.test(rule)) return 'repeats_otherwise'
  const years = Array.from({ length: YEARS_AHEAD }, (_, index) => Math.max(fromYear, yearOf(start)) + index)
  return years.flatMap((year) => spread(inYear(start, year), length))
}

const DAY = 86_400_000

function dateOf(text: string | undefined): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? '') ?? []
  return year === undefined ? undefined : Date.UTC(Number(year), Number(month) - 1, Number(day))
}

function spread(start: number, length: number): string[] {
  return Array.from({ length }, (_, index) => isoDate(start + index * DAY))
}

function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function yearOf(ms: number): number {
  return Number(isoDate(ms).slice(0, 4))
}

function inYear(ms: number, year: number): number {
  const [, month, day] = isoDate(ms).split('-').map(Number)
  return Date.UTC(year, (month ?? 1) - 1, day)
}

function plain(text: string): string {
  return text
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
    .slice(0, 120)
}
