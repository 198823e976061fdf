/**
 * Single values: whether what somebody wrote is one, in the form in which it is kept, and what to write instead. Files, forms
 * and routes all ask here.
 */
import { meant, shown } from '#kit/shown-value.ts'
import { readAmount, writeAmount } from './amounts.ts'
import { readHours } from './hours.ts'
import { ITEMS_MAX, NONE, TEXT_LENGTH_MAX, type Dimension, type Leaf, type LeafValue } from './shape.ts'

/** What is wrong, and what to do about it; both whole sentences without the place. */
export interface ValueFault {
  readonly what: string
  readonly todo: string
}
export type ValueReading = { readonly ok: true; readonly value: LeafValue } | ({ readonly ok: false } & ValueFault)

const bad = (what: string, todo: string): ValueReading => ({ ok: false, what, todo })
const good = (value: LeafValue): ValueReading => ({ ok: true, value })

/** `written` is what a file or a form holds: any JSON. */
export function readValue(leaf: Leaf, written: unknown): ValueReading {
  return leaf.kind === 'list' ? readList(leaf, written) : readSingle(leaf, written)
}

type Single = Exclude<Leaf, { readonly kind: 'list' }> | { readonly kind: 'person' }

function readSingle(leaf: Single, written: unknown): ValueReading {
  if (leaf.kind === 'flag') {
    return typeof written === 'boolean' ? good(written) : bad(`${shown(written)} is neither yes nor no.`, 'Write true or false.')
  }
  if (leaf.kind === 'count') return readCount(leaf, written)
  if (leaf.kind === 'amount') return readAmountOf(leaf, written)
  if (typeof written === 'string') return readText(leaf, written.trim())
  return bad(`${shown(written)} is not a text.`, TODO[leaf.kind] ?? 'Write a text.')
}

const TODO: Partial<Readonly<Record<Single['kind'], string>>> = {
  time: 'Write a time such as "09:30", in quotes.',
  hours: 'Write hours such as 09:00-17:00, or closed.',
}

function readCount({ min, max }: { readonly min: number; readonly max: number }, written: unknown): ValueReading {
  const fits = typeof written === 'number' && Number.isInteger(written) && written >= min && written <= max
  return fits ? good(written) : bad(`${shown(written)} does not fit.`, `Write a whole number from ${min} to ${max}.`)
}

const EXAMPLES: Readonly<Record<Dimension, string>> = {
  time: 'a time with its unit, such as 15 min, 4 h or 7 days',
  work: 'a time with its unit, such as 15 min, 4 h, 1 business hour or 5 business days',
  share: 'a share from 0 % to 100 %',
  limit: 'an amount with its unit, such as 3 s, 80 % or 0 clients',
}

function readAmountOf(leaf: { readonly in: Dimension; readonly mayBeNone: boolean }, written: unknown): ValueReading {
  const orNone = leaf.mayBeNone ? `, or ${NONE}` : ''
  const amount = typeof written === 'string' ? readAmount(written, leaf.in) : undefined
  if (amount) return good(writeAmount(amount))
  if (leaf.mayBeNone && written === NONE) return good(NONE)
  return bad(`${shown(written)} is not ${leaf.in === 'share' ? 'a share' : 'an amount'}.`, `Write ${EXAMPLES[leaf.in]}${orNone}.`)
}

type Textual = Exclude<Single, { readonly kind: 'flag' | 'count' | 'amount' }>

function readText(leaf: Textual, text: string): ValueReading {
  switch (leaf.kind) {
    case 'text':
      return readPlain(text)
    case 'choice':
      return leaf.of.includes(text) ? good(text) : bad(`There is no choice "${text}".`, meant(text, leaf.of))
    case 'name':
      return /^[a-z0-9_]{1,40}$/.test(text) ? good(text) : bad(`"${text}" is not a key.`, `Write the key of one of the plan's ${leaf.of}.`)
    case 'zone':
      return isZone(text) ? good(text) : bad(`There is no time zone "${text}".`, 'Write a zone such as Europe/Berlin, or local.')
    case 'time':
      return readTime(leaf.mayBeNone, text)
    case 'hours':
      return readHours(text) ? good(text) : bad(`"${text}" are no opening hours.`, 'Write 09:00-12:00, 13:00-17:00, or closed.')
    case 'person':
      return PERSON.test(text)
        ? good(text)
        : bad(`"${text}" names nobody.`, 'Write an e-mail address of somebody here, or an id such as per_….')
  }
}

/** Files name people by address or id; what is kept are ids. */
export const PERSON = /^(per_[0-9a-hjkmnp-tv-z]{26}|[^\s@]{1,100}@[^\s@]{1,150})$/

function readPlain(text: string): ValueReading {
  if (text !== '' && text.length <= TEXT_LENGTH_MAX && !/[\p{Cc}]/u.test(text)) return good(text)
  return bad(text === '' ? 'The text is empty.' : 'The text does not fit.', `Write one line of up to ${TEXT_LENGTH_MAX} characters.`)
}

function readTime(mayBeNone: boolean, text: string): ValueReading {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) || (mayBeNone && text === NONE)) return good(text)
  return bad(`"${text}" is no time of day.`, `Write a time such as "09:30"${mayBeNone ? `, or ${NONE}` : ''}.`)
}

/** `local`: the client's zone, or the organisation's where the client has none. */
function isZone(text: string): boolean {
  if (text === 'local') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function readList({ of }: Extract<Leaf, { readonly kind: 'list' }>, written: unknown): ValueReading {
  if (!Array.isArray(written))
    return bad(`${shown(written)} is not a list.`, 'Write a list: one item per line after a dash, or [first, second].')
  if (written.length > ITEMS_MAX) return bad(`The list has ${written.length} items.`, `Keep to ${ITEMS_MAX} items.`)
  const values: string[] = []
  for (const item of written as readonly unknown[]) {
    const read = readSingle(of.kind === 'choice' || of.kind === 'name' ? of : { kind: of.kind }, item)
    if (!read.ok) return read
    values.push(String(read.value))
  }
  const twice = values.find((value, index) => values.indexOf(value) !== index)
  return twice === undefined ? good(values) : bad(`"${twice}" stands there twice.`, 'Name it once.')
}

export function isSameValue(a: LeafValue | undefined, b: LeafValue | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((item, index) => item === (b as readonly string[])[index])
}
