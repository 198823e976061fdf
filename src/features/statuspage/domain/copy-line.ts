/** From how copying goes to what the health page says of it. Pure. */
import type { CopyProblem } from './copies.ts'

export interface CopyStanding {
  readonly problem: CopyProblem | null
  /** What the other side said. */
  readonly problemDetail: string | null
}

/** A line of the health page. */
export interface CopyLine {
  readonly name: string
  readonly state: 'ok' | 'not_set' | 'warning'
  readonly reason: string
  readonly values: Readonly<Record<string, string | number>>
  readonly sentence: string
}

const WHY: Readonly<Record<CopyProblem, string>> = {
  unavailable: 'the place for them does not answer',
  no_space: 'there is no room left there',
  refused: 'the place for them refuses what is to be put there or removed',
  missing: 'the folder or bucket is not there',
}

/** `copies`: undefined when nobody said where copies belong. */
export function copyLine(copies: readonly CopyStanding[] | undefined): CopyLine {
  const name = 'status_copies'
  if (copies === undefined) {
    const sentence = 'Nobody has named a place for static copies of status pages; STATUS_COPY_URL and its neighbours do.'
    return { name, state: 'not_set', reason: 'not_set', values: {}, sentence }
  }
  const failing = copies.filter(({ problem }) => problem !== null)
  const [first] = failing
  if (first === undefined || first.problem === null) {
    const values = { count: copies.length }
    return { name, state: 'ok', reason: 'there', values, sentence: `Static copies of status pages that are elsewhere: ${copies.length}.` }
  }
  const values = { count: failing.length, detail: first.problemDetail ?? '' }
  const sentence = `Status pages whose static copy is not as it should be: ${values.count}; ${WHY[first.problem]} (${values.detail}).`
  // Readers still find the pages here.
  return { name, state: 'warning', reason: first.problem, values, sentence }
}
