/** From a series as a target writes it to the series that is kept: with the labels of the target, which its own give way to. */
import type { Instant } from '#kit/time.ts'

/** What a label of a series becomes whose name the target's labels take. Honouring the target's own instead is not offered. */
const EXPORTED = 'exported_'

export type Labels = Readonly<Record<string, string>>

export interface Series {
  readonly metric: string
  readonly labels: Labels
}

/** Stands for the metric's name, so that a label of this name is one too many. */
const METRIC_LABEL = '__name__'
/** One value of one series, or the end of it. */
export interface Sample extends Series {
  readonly at: Instant
  readonly value: number | 'ended'
}

const LABEL = /([a-zA-Z_]\w*)[ \t]*=[ \t]*"((?:\\.|[^\\"])*)"/gs
const ESCAPE = /\\([\\"n])/g

/** `written` is a series that one of the readers handed on, of the target with these labels. */
export function seriesOf(written: string, ofTarget: Labels): Series | 'label_repeated' {
  const brace = written.indexOf('{')
  if (brace < 0) return { metric: written, labels: ofTarget }
  const metric = written.slice(0, brace).trimEnd()
  const own = new Map([[METRIC_LABEL, metric]])
  for (const [, name, value] of written.slice(brace).matchAll(LABEL)) {
    if (own.has(name as string)) return 'label_repeated'
    own.set(name as string, unescaped(value as string))
  }
  own.delete(METRIC_LABEL)
  return { metric, labels: Object.fromEntries(joined(own, ofTarget)) }
}

/** The same text for the same series of one target; two series never share one. */
export function keyOf({ metric, labels }: Series): string {
  const pairs = Object.entries(labels).filter(([, value]) => value !== '')
  return JSON.stringify([metric, pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))])
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(ESCAPE, (_, sign: string) => (sign === 'n' ? '\n' : sign)) : text
}

/** A label with an empty value is none. Shorter names find their new ones first, so that the outcome does not hang on an order. */
function joined(own: ReadonlyMap<string, string>, ofTarget: Labels): ReadonlyMap<string, string> {
  const labels = new Map(own)
  const displaced = Object.keys(ofTarget).filter((name) => labels.get(name))
  for (const [name, value] of Object.entries(ofTarget)) labels.set(name, value)
  for (const name of displaced.toSorted((a, b) => a.length - b.length)) {
    let free = `${EXPORTED}${name}`
    while (labels.get(free)) free = `${EXPORTED}${free}`
    labels.set(free, own.get(name) as string)
  }
  return labels
}
