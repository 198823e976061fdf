/** What a course is called, and what its legend says of it. */

type Labels = Readonly<Record<string, string>>
export type Course = readonly (number | null)[]

/**
 * Names of the series of one expression, in their order. A legend may name labels as `{{route}}`; without one a series is
 * told by the labels in which it differs from the others, one that is alone by all of them.
 */
export function namesOf(series: readonly { readonly labels: Labels }[], expression: { readonly text: string; readonly legend: string }) {
  const { text, legend } = expression
  if (legend !== '')
    return series.map(({ labels }) => legend.replaceAll(/\{\{\s*([^{}\s]+)\s*\}\}/g, (_, label: string) => labels[label] ?? ''))
  const all = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))]
  const [first] = series
  const differing = all.filter((label) => series.some(({ labels }) => labels[label] !== first?.labels[label]))
  const own = all.filter((label) => label !== '__name__')
  return series.map(({ labels }) => nameOf(labels, differing) || nameOf(labels, own) || labels['__name__'] || text)
}

function nameOf(labels: Labels, differing: readonly string[]): string {
  const [only] = differing
  if (differing.length === 1 && only !== undefined) return labels[only] ?? ''
  return differing.flatMap((label) => (labels[label] === undefined ? [] : [`${label}=${labels[label]}`])).join(' · ')
}

export interface Summary {
  readonly last: number | null
  readonly min: number | null
  readonly max: number | null
  readonly avg: number | null
}

/** Null throughout for a course without a value. */
export function summaryOf(course: Course): Summary {
  const values = course.filter((value) => value !== null)
  if (values.length === 0) return { last: null, min: null, max: null, avg: null }
  const [min, max, sum] = values.reduce(
    ([low, high, all], value) => [Math.min(low, value), Math.max(high, value), all + value],
    [Infinity, -Infinity, 0],
  )
  return { last: values.at(-1) ?? null, min, max, avg: sum / values.length }
}
