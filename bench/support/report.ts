/** The line that every bench prints for each figure; `npm run bench` reads and keeps it. */

/** Words and numbers of one figure, against its budget. */
export interface Figure {
  /** What was measured and how, for example `second start, median of 7`. */
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly budget: number
  readonly budgetIs: 'maximum' | 'minimum'
}

/** Prints the figure as one line of JSON; the process ends with 1 when the budget is missed. */
export function report(figure: Figure): void {
  console.log(JSON.stringify({ ...figure, value: Number(figure.value.toPrecision(4)) }))
  const isMet = figure.budgetIs === 'maximum' ? figure.value <= figure.budget : figure.value >= figure.budget
  if (!isMet) process.exitCode = 1
}

/** Says on stderr what goes on; stdout is for figures. */
export function say(words: string): void {
  console.error(`  ${words}`)
}

/** The middle one; of an even number the higher of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
