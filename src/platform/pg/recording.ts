/** Remembers the text of every named statement while tests run, for the printed list of queries. Off in production. */

/** Statements of one name differ by the filters that were asked for; more variants than this say that a value was not bound. */
const VARIANTS_MAX = 200

let recorded: Map<string, Set<string>> | undefined

/** Starts recording in this process. */
export function startRecording(): void {
  recorded = new Map()
}

/** Statement name → its texts, as recorded so far. */
export function recordedStatements(): ReadonlyMap<string, ReadonlySet<string>> {
  return recorded ?? new Map()
}

/** Called for each execution; does nothing unless recording was started. */
export function recordStatement(name: string, sql: string): void {
  if (!recorded) return
  const texts = recorded.get(name) ?? new Set()
  recorded.set(name, texts.add(sql))
  if (texts.size > VARIANTS_MAX) throw new RangeError(`${name} has over ${VARIANTS_MAX} texts: is a value part of the text?`)
}
