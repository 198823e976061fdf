/** Labels of a series as name, value, name, value …, by name; the metric's name is the label `__name__`. No value is empty. */
import { METRIC_NAME, type Grouping } from './syntax.ts'

export type LabelList = readonly string[]

/** Value of a label; empty where there is none. */
export function labelOf(labels: LabelList, name: string): string {
  for (let at = 0; at < labels.length; at += 2) if (labels[at] === name) return labels[at + 1] as string
  return ''
}

/** The same text for the same labels; two lists never share one. */
export function keyOf(labels: LabelList): string {
  return JSON.stringify(labels)
}

/** Only these labels. */
export function keep(labels: LabelList, names: ReadonlySet<string>): LabelList {
  return pick(labels, (name) => names.has(name))
}

/** All but these labels. */
export function drop(labels: LabelList, names: ReadonlySet<string>): LabelList {
  return pick(labels, (name) => !names.has(name))
}

const NAME_ONLY: ReadonlySet<string> = new Set([METRIC_NAME])

/** Without the metric's name: what was computed is no longer that metric. */
export function withoutName(labels: LabelList): LabelList {
  return drop(labels, NAME_ONLY)
}

function pick(labels: LabelList, isKept: (name: string) => boolean): LabelList {
  const picked: string[] = []
  for (let at = 0; at < labels.length; at += 2) {
    const name = labels[at] as string
    if (isKept(name)) picked.push(name, labels[at + 1] as string)
  }
  return picked
}

/** With this value; an empty one takes the label away. */
export function withLabel(labels: LabelList, name: string, value: string): LabelList {
  const pairs = pairsOf(drop(labels, new Set([name])))
  if (value !== '') pairs.push([name, value])
  return fromPairs(pairs)
}

/** From pairs in any order; empty values are left out. */
export function fromPairs(pairs: Iterable<readonly [string, string]>): LabelList {
  return [...pairs]
    .filter(([, value]) => value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat()
}

/** As pairs of name and value. */
export function pairsOf(labels: LabelList): [string, string][] {
  return Array.from({ length: labels.length / 2 }, (_, index) => [labels[2 * index] as string, labels[2 * index + 1] as string])
}

/** As an object; a label called `__proto__` is an ordinary one. */
export function toRecord(labels: LabelList): Record<string, string> {
  return Object.fromEntries(pairsOf(labels))
}

/** From the labels of a series to those by which it is grouped, and on which its name never counts unless it is asked for. */
export function groupingBy({ without, labels }: Grouping): (of: LabelList) => LabelList {
  const names = new Set(without ? [METRIC_NAME, ...labels] : labels)
  return without ? (of) => drop(of, names) : (of) => keep(of, names)
}
