/**
 * Which statements the server parses and plans once for each connection instead of at every execution: those that transactions
 * run often. In a short transaction parsing and planning are half of the work.
 *
 * Reads outside transactions are left alone: they are lists and searches whose best plan depends on the values asked for. What
 * runs inside a transaction finds its rows by key.
 */

/** As PostgreSQL's JDBC driver does (`prepareThreshold`): what runs less often is not worth memory in every connection. */
const PREPARE_AFTER_RUNS = 5
/** A plan takes some ten kilobytes of each connection. The program has fewer statements; filters make variants. */
const STATEMENTS_MAX = 500

const runs = new Map<string, number>()

/** The name under which to run `text`; undefined while it is not worth one. Two texts never share a name. */
export function preparedName(text: string): string | undefined {
  const run = runs.get(text)
  if (run === undefined && runs.size >= STATEMENTS_MAX) return undefined
  if (run !== undefined && run < 0) return `s${-run}`
  const next = (run ?? 0) + 1
  runs.set(text, next < PREPARE_AFTER_RUNS ? next : -++named)
  return undefined
}

let named = 0
