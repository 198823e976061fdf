/**
 * Messages of syslog: RFC 5424, RFC 3164, and what devices send instead. Nothing is refused: what has no head is text.
 */
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, toIso, type Instant } from '#kit/time.ts'
import type { Line, Resource } from './line.ts'
import { readText } from './read-text.ts'
import { monthOf, timeOf } from './time-text.ts'

export interface SyslogMessage {
  readonly line: Line
  /** The write-only key that the message brings along; null when it brings none. */
  readonly key: string | null
}

export interface SyslogReading {
  readonly now: Instant
  /** Address of who sent it, for messages that do not say where they come from. */
  readonly sender: string
  /** The same object for the same host and service. */
  readonly resourceOf: (host: string, service: string) => Resource
}

/** By syslog's severity, as OpenTelemetry maps them. */
const SEVERITIES = [21, 19, 18, 17, 13, 10, 9, 5]
const FACILITIES = ['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp', 'ntp', 'audit']
const [FIRST_LOCAL, PRIORITY_MAX] = [16, 191]

const PRIORITY = /^<(\d{1,3})>/
/** Version, time, host, application, process, kind of message; `-` stands for none. */
const HEAD_5424 = /^1 (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) /
/** Month, day, time, host; or a time of RFC 3339 in their place, as relays send it. */
const HEAD_3164 = /^(?:([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)|(\d{4}-\d\d-\d\dT\S{8,32})) (\S{1,255}) /
const TAG = /^([\w./-]{1,48})(?:\[([^\]\s]{1,32})\])?: ?/
/** A key may stand before the text, for senders without structured data. */
const LEADING_KEY = /^(pci_[0-9a-f]{48}) /
const KEY_ELEMENT = /^pitcrew(?:@\d+)?$/
const ELEMENTS_MAX = 32

interface Parts {
  readonly at: Instant | null
  readonly host: string
  readonly service: string
  readonly attributes: readonly string[]
  readonly text: string
  readonly key: string | null
}

/** Never fails. */
export function readSyslog(message: string, reading: SyslogReading): SyslogMessage {
  const priority = Number(PRIORITY.exec(message)?.[1] ?? Number.NaN)
  const isKnown = priority <= PRIORITY_MAX
  const rest = isKnown ? message.slice(message.indexOf('>') + 1) : message
  const { at, host, service, attributes, text, key } = parts5424(rest) ?? parts3164(rest, reading.now) ?? bare(rest)
  const [leading, ownKey] = LEADING_KEY.exec(text) ?? ['']
  const resource = reading.resourceOf(host === '' ? reading.sender : host, service)
  const inner = readText(text.slice(leading.length), { resource, resourceOf: () => resource })
  const severity = inner.severity > 0 || !isKnown ? inner.severity : (SEVERITIES[priority & 7] ?? 0)
  const facility = isKnown ? ['syslog.facility', facilityOf(priority >> 3)] : []
  const line = { ...inner, at: at ?? inner.at, severity, attributes: [...inner.attributes, ...attributes, ...facility] }
  return { line, key: key ?? ownKey ?? null }
}

function facilityOf(number: number): string {
  return number >= FIRST_LOCAL ? `local${number - FIRST_LOCAL}` : (FACILITIES[number] ?? String(number))
}

const said = (value: string | undefined): string => (value === undefined || value === '-' ? '' : value)
const pair = (name: string, value: string): readonly string[] => (value === '' ? [] : [name, value])

function parts5424(rest: string): Parts | undefined {
  const head = HEAD_5424.exec(rest)
  if (!head) return undefined
  const [whole, time, host, service, process, kind] = head
  const { pairs, key, end } = structuredData(rest, whole.length)
  const text = rest
    .slice(end)
    .replace(/^ /, '')
    .replace(/^\uFEFF/, '')
  const attributes = [...pair('process.pid', said(process)), ...pair('syslog.msgid', said(kind)), ...pairs]
  return { at: timeOf(time) ?? null, host: said(host), service: said(service), attributes, text, key }
}

/** `[id name="value" …][…]` or `-`; names become `id.name`. What is no structured data any more is text. */
function structuredData(
  text: string,
  from: number,
): { readonly pairs: readonly string[]; readonly key: string | null; readonly end: number } {
  const pairs: string[] = []
  let key: string | null = null
  let at = from
  if (text.charAt(at) === '-') return { pairs, key, end: at + 1 }
  const element = /\[([^\s=\]"]{1,32})((?: [^\s=\]"]{1,32}="(?:[^"\\\]]|\\[^])*")*)\]/y
  for (let count = 0; count < ELEMENTS_MAX; count++) {
    element.lastIndex = at
    const found = element.exec(text)
    if (!found) break
    at = element.lastIndex
    const [, id = '', parameters = ''] = found
    for (const [, name = '', value = ''] of parameters.matchAll(/ ([^\s=\]"]{1,32})="((?:[^"\\\]]|\\[^])*)"/g)) {
      if (KEY_ELEMENT.test(id) && name === 'key') key = value
      else pairs.push(`${id}.${name}`, value.replaceAll(/\\(["\\\]])/g, '$1'))
    }
  }
  return { pairs, key, end: at }
}

function parts3164(rest: string, now: Instant): Parts | undefined {
  const head = HEAD_3164.exec(rest)
  if (!head) return undefined
  const [whole, month, day, time, rfc3339, host] = head
  const at = rfc3339 === undefined ? closest(month ?? '', Number(day), time ?? '', now) : timeOf(rfc3339)
  if (at === undefined) return undefined
  const tagged = rest.slice(whole.length)
  const [tag, service = '', process = ''] = TAG.exec(tagged) ?? ['']
  return { at, host: said(host), service, attributes: pair('process.pid', process), text: tagged.slice(tag.length), key: null }
}

const bare = (text: string): Parts => ({ at: null, host: '', service: '', attributes: [], text, key: null })

const QUARTER_MS = 15 * MINUTE_MS
const ZONE_MAX_MS = 14 * HOUR_MS

/**
 * A time without year and zone. Of years the one that brings it closest to now; and when it is hours off, the zone that does so,
 * because devices send at once and in the time of their place.
 */
function closest(month: string, day: number, time: string, now: Instant): Instant | undefined {
  const number = monthOf(month)
  if (number === -1) return undefined
  const monthDay = `${String(number + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const thisYear = Number(toIso(now).slice(0, 4))
  const times = [thisYear - 1, thisYear, thisYear + 1].flatMap((year) => timeOf(`${year}-${monthDay}T${time}Z`) ?? [])
  const [best] = times.toSorted((one, other) => Math.abs(one - now) - Math.abs(other - now))
  if (best === undefined || Math.abs(best - now) > ZONE_MAX_MS) return best !== undefined && best > later(now, DAY_MS) ? undefined : best
  return instant(best - Math.round((best - now) / QUARTER_MS) * QUARTER_MS)
}
