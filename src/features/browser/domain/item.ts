/** What a browser tells of a page, read from bytes that anybody may have written. Pure. */
import { scrubText } from '#kit/scrub.ts'
import { routeOf } from './route.ts'
import { AGE_MAX_MS, ITEM_KINDS, ITEMS_MAX, NAME_LENGTH_MAX, VALUE_MAX, VITALS, type ItemKind } from './words.ts'

export interface PageItem {
  readonly kind: ItemKind
  /** How long before it was sent. */
  readonly ageMs: number
  readonly route: string
  /** Of a vital, a feature or a request; empty otherwise. */
  readonly name: string
  readonly value: number
  readonly status: number
}

export interface PageMessage {
  /** 16 hexadecimal digits that a page made up for as long as it stands. */
  readonly session: string
  readonly release: string
  readonly items: readonly PageItem[]
  /** Items of which nothing could be made. */
  readonly unreadable: number
}

export type MessageFault = 'malformed' | 'too_many_items'

export function readMessage(text: string): PageMessage | MessageFault {
  const message = parsed(text)
  if (typeof message !== 'object' || message === null) return 'malformed'
  const { session, release, items } = message as Record<string, unknown>
  if (typeof session !== 'string' || !/^[0-9a-f]{16}$/.test(session) || !Array.isArray(items)) return 'malformed'
  if (items.length > ITEMS_MAX) return 'too_many_items'
  const read = items.flatMap((item: unknown) => readItem(item) ?? [])
  return { session, release: nameOf(release), items: read, unreadable: items.length - read.length }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The answer says that it is no message; the parser's words would name what somebody sent.
    return undefined
  }
}

/** `[kind, age, route, name, value, status]` */
function readItem(item: unknown): PageItem | undefined {
  if (!Array.isArray(item)) return undefined
  const [kind, age, route, name, value, status] = item as readonly unknown[]
  const known = ITEM_KINDS.find((one) => one === kind)
  const isWhole = isWithin(age, AGE_MAX_MS) && isWithin(value, VALUE_MAX) && isWithin(status, 999) && typeof route === 'string'
  if (known === undefined || !isWhole) return undefined
  const shown = known === 'fetch' ? fetchName(name) : nameOf(name)
  if (known === 'vital' && !VITALS.some((one) => one === shown)) return undefined
  if ((known === 'feature' || known === 'fetch') && shown === '') return undefined
  return { kind: known, ageMs: age, route: routeOf(scrubText(route)), name: shown, value, status: Math.trunc(status) }
}

const isWithin = (value: unknown, max: number): value is number => typeof value === 'number' && value >= 0 && value <= max

/** Free words of a page: bounded, without what must not be kept. */
function nameOf(name: unknown): string {
  return typeof name === 'string' ? scrubText(name.slice(0, NAME_LENGTH_MAX)).replace(/\p{Cc}/gu, '') : ''
}

/** The host, unless it is the page's own, and the pattern of the path. */
function fetchName(name: unknown): string {
  const text = nameOf(name)
  const slash = text.indexOf('/')
  if (slash < 0) return ''
  const host = text.slice(0, slash)
  return /^[\w.-]*(?::\d+)?$/.test(host) ? host + routeOf(text.slice(slash)) : ''
}
