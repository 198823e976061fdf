/** Values in the reader's language. Texts of the standard plan are translated; what people wrote stands as they wrote it. */
import { i18n } from '@lingui/core'
import { readAmount } from '../domain/amounts.ts'
import { NONE, type Leaf } from '../domain/shape.ts'
import type { Sourced, Value } from './client.ts'
import { leafAt, originOf, pathOfKey, type Reading } from './reading.ts'
import { standardTexts } from './standard-texts.ts'
import { choiceWords } from './words.ts'

export function valueWords(reading: Reading, path: string, sourced: Sourced): string {
  const leaf = leafAt(path)
  if (!leaf) return String(sourced.value)
  const isStandard = originOf(reading, sourced).layer === 'standard'
  return tellValue(reading, leaf, sourced.value, isStandard)
}

/** `isStandard`: the program's own texts have translations. */
export function tellValue(reading: Reading, leaf: Leaf, value: Value, isStandard = false): string {
  if (typeof value === 'boolean') return value ? i18n.t('yes') : i18n.t('no')
  if (Array.isArray(value)) return tellList(reading, leaf, value, isStandard)
  if (value === NONE) return i18n.t('none')
  return tellItem(reading, leaf.kind === 'list' ? leaf.of : leaf, String(value), isStandard)
}

function tellList(reading: Reading, leaf: Leaf, values: readonly string[], isStandard: boolean): string {
  if (leaf.kind !== 'list') return values.join(', ')
  if (values.length === 0) return leaf.of.kind === 'person' ? i18n.t('nobody yet') : i18n.t('none')
  return values.map((value) => tellItem(reading, leaf.of, value, isStandard)).join(', ')
}

type Item = Leaf | Extract<Leaf, { kind: 'list' }>['of']

function tellItem(reading: Reading, leaf: Item, value: string, isStandard: boolean): string {
  if (leaf.kind === 'choice') return choiceWords(value)
  if (leaf.kind === 'name') return titleOf(reading, pathOfKey(leaf.of, value)) ?? value
  if (leaf.kind === 'person') return reading.plan.people.find(({ id }) => id === value)?.name ?? i18n.t('(erased)')
  if (leaf.kind === 'amount') return tellAmount(value)
  if (leaf.kind === 'zone') return value === 'local' ? i18n.t('local ({zone})', { zone: reading.plan.zone }) : value.replaceAll('_', ' ')
  if (leaf.kind === 'hours') return value === 'closed' ? i18n.t('closed') : value.replaceAll('-', '–')
  return isStandard && standardTexts.has(value) ? i18n._(value) : value
}

/** How an entry of a map calls itself. */
export function titleOf(reading: Reading, path: string): string | undefined {
  const sourced = reading.at.get(`${path}.title`)
  return sourced && valueWords(reading, `${path}.title`, sourced)
}

export function tellAmount(text: string): string {
  const amount = readAmount(text, 'work') ?? readAmount(text, 'limit')
  if (!amount) return text
  const { unit } = amount
  const value = new Intl.NumberFormat(i18n.locale).format(amount.value)
  const isOne = amount.value === 1
  const units: Partial<Record<typeof unit, string>> = {
    days: isOne ? i18n.t('{value} day', { value }) : i18n.t('{value} days', { value }),
    weeks: isOne ? i18n.t('{value} week', { value }) : i18n.t('{value} weeks', { value }),
    months: isOne ? i18n.t('{value} month', { value }) : i18n.t('{value} months', { value }),
    'business min': i18n.t('{value} business min', { value }),
    'business hours': isOne ? i18n.t('{value} business hour', { value }) : i18n.t('{value} business hours', { value }),
    'business days': isOne ? i18n.t('{value} business day', { value }) : i18n.t('{value} business days', { value }),
    clients: isOne ? i18n.t('{value} waiting', { value }) : i18n.t('{value} waiting', { value }),
  }
  return units[unit] ?? `${value} ${unit}`
}
