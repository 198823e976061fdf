/** Calendars for other programs (RFC 5545). Instants are UTC, so that no zone has to be described. Pure. */
import { toIso, type Instant } from './time.ts'

export interface CalendarEntry {
  /** The same at every read of the same entry. */
  readonly uid: string
  readonly title: string
  /** May be empty. */
  readonly text?: string
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
  /** Page of the entry. */
  readonly url?: string
  /** Rises with each change of the entry; 0 unless said. */
  readonly version?: number
}

/** Octets of a line before it is folded, without its end (§3.1). */
const LINE_OCTETS_MAX = 75

/** A whole calendar, which programs read again within the hour; `at` is when it is read. */
export function calendarText(name: string, entries: readonly CalendarEntry[], at: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pitcrew//Pitcrew//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap((entry) => entryLines(entry, at)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** Nobody is busy because of it: it says what happens, not where somebody sits. */
function entryLines({ uid, title, text = '', from, to, url, version = 0 }: CalendarEntry, at: Instant): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(at)}`,
    `SEQUENCE:${version}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(to)}`,
    `SUMMARY:${escaped(title)}`,
    ...(text === '' ? [] : [`DESCRIPTION:${escaped(text)}`]),
    ...(url === undefined ? [] : [`URL:${url}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

const utc = (at: Instant): string => `${toIso(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z`

function escaped(text: string): string {
  return (
    text
      .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
      .replaceAll(/\r?\n|\r/g, '\\n')
      // oxlint-disable-next-line no-control-regex -- what no line of a calendar may hold
      .replaceAll(/[\u0000-\u001f\u007f]/g, '')
  )
}

/** Never within a character: each piece is counted in octets of UTF-8. */
function folded(line: string): string {
  const pieces: string[] = ['']
  let octets = 0
  for (const sign of line) {
    const length = new TextEncoder().encode(sign).length
    if (octets + length > LINE_OCTETS_MAX) {
      pieces.push(' ')
      octets = 1
    }
    pieces[pieces.length - 1] += sign
    octets += length
  }
  return pieces.join('\r\n')
}
