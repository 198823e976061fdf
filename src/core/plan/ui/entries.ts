/** Entries of the plan's lists: what a new one must say, how its key is made, and whose an entry is. */
import { planForm } from '../domain/form.ts'
import { entryAt, isLeaf, shapeAt, stepsOf, type Leaf, type Shape } from '../domain/shape.ts'
import type { Sourced, Value } from './client.ts'
import { keysBelow, keysOfNamed, originOf, type Reading } from './reading.ts'

export interface EntryField {
  /** Below the entry. */
  readonly field: string
  readonly leaf: Leaf
}

/** What a new entry of the list must say, in the order of the form; the rest has values of its own. */
export function requiredFields(list: string): readonly EntryField[] {
  const shape = shapeAt(planForm, stepsOf(list))
  return shape?.kind === 'map' ? requiredOf(shape.of) : []
}

function requiredOf(shape: Shape): readonly EntryField[] {
  if (shape.kind !== 'group') return []
  return Object.entries(shape.fields).flatMap(([field, leaf]) => (isLeaf(leaf) && leaf.orElse === undefined ? [{ field, leaf }] : []))
}

export function isTitled(entry: string): boolean {
  const shape = entryAt(planForm, stepsOf(entry))
  return shape?.kind === 'group' && 'title' in shape.fields
}

/** Where a form begins. */
export function firstValue(reading: Reading, leaf: Leaf): Value {
  if (leaf.kind === 'choice') return leaf.of[0] ?? ''
  if (leaf.kind === 'name') return keysOfNamed(reading, leaf.of)[0] ?? ''
  if (leaf.kind === 'flag') return false
  if (leaf.kind === 'count') return leaf.min
  return leaf.kind === 'list' ? [] : ''
}

/** Longest key that a plan takes is 40; this leaves room for a number. */
const KEY_LENGTH_MAX = 36

/** A key from a name, such as `night_watch`; numbered when the list has it already, taken away or not. */
export function keyFor({ plan, ...reading }: Reading, list: string, name: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
  const word = plain.replaceAll(/^[_0-9]+|_+$/g, '').slice(0, KEY_LENGTH_MAX) || 'entry'
  const gone = plan.taken.map(({ path }) => path).filter((path) => path.startsWith(`${list}.`))
  const used = new Set([...keysBelow({ plan, ...reading }, list), ...gone.map((path) => stepsOf(path).at(-1) ?? '')])
  // One more than there are is free.
  for (let number = 1; number <= used.size; number++) {
    const key = number === 1 ? word : `${word}_${number}`
    if (!used.has(key)) return key
  }
  return used.size === 0 ? word : `${word}_${used.size + 1}`
}

/** The value that only who added an entry must say: every entry has one. */
function makersValue(reading: Reading, entry: string): Sourced | undefined {
  const [first] = requiredFields(entry.slice(0, entry.lastIndexOf('.')))
  return reading.at.get(first ? `${entry}.${first.field}` : entry)
}

/** Whether this plan added the entry: taking it away leaves nothing behind. */
export function isOwnEntry(reading: Reading, entry: string): boolean {
  const sourced = makersValue(reading, entry)
  return sourced !== undefined && sourced.beneath === null && originOf(reading, sourced).of === reading.plan.of
}

/** The origin of an entry that the standard plan has not; null for the standard's own. What nobody set in it is a default of the form. */
export function addedBy(reading: Reading, entry: string): number | null {
  const sourced = makersValue(reading, entry)
  if (sourced === undefined) return null
  const origin = sourced.beneath?.origin ?? sourced.origin
  return originOf(reading, { origin }).layer === 'standard' ? null : origin
}
