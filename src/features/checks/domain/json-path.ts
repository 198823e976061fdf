/** A value inside JSON by a path such as `status`, `$.checks[0].ok` or `items[2].name`. No filters: a check states one value. */

const STEP = /\.?([^.[\]]+)|\[(\d+)\]/gy

/** The steps of a path; undefined when it is none. */
export function stepsOf(path: string): readonly (string | number)[] | undefined {
  const text = path.replace(/^\$\.?/, '')
  const steps: (string | number)[] = []
  let end = 0
  for (const match of text.matchAll(STEP)) {
    steps.push(match[2] === undefined ? (match[1] ?? '') : Number(match[2]))
    end = match.index + match[0].length
  }
  return end === text.length ? steps : undefined
}

/** The value as text: what is no text itself as JSON. Undefined: there is none there. */
export function textAt(json: unknown, path: string): string | undefined {
  let value = json
  for (const step of stepsOf(path) ?? []) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
