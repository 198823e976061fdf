/** What a change changes. */

export interface Changes {
  /** In the order of the request; empty when everything is as it was. */
  readonly fields: string[]
  readonly before: Record<string, unknown>
  readonly after: Record<string, unknown>
}

/** Texts without a short bound stay in their tables: an event says that they changed, not what they say. */
const FREE_TEXT = new Set(['description', 'routes'])

/** Compares the given fields; undefined ones were not asked for. Lists are compared by their contents in order. */
export function changesOf(before: Readonly<Record<string, unknown>>, asked: Readonly<Record<string, unknown>>): Changes {
  const fields = Object.keys(asked).filter((field) => asked[field] !== undefined && !isSame(before[field], asked[field]))
  const told = fields.filter((field) => !FREE_TEXT.has(field))
  return { fields, before: pick(before, told), after: pick(asked, told) }
}

function pick(from: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, from[field]]))
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((value, index) => value === b[index])
}
