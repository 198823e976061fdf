/** Waiting for a condition with a bound, instead of sleeping for a time that is too short on a busy machine. */
import { setTimeout as wait } from 'node:timers/promises'

/** Tells slow from stuck, also on a machine that runs everything at once; a test that gets here has failed. */
const WITHIN_MS = 60_000
const EVERY_MS = 10

export interface UntilOptions {
  readonly withinMs?: number
  /** Said when the time is over. */
  readonly what?: string
}

/** Asks until the answer is neither undefined, null nor false, and returns it. A throw of `ask` counts as "not yet". */
export async function until<T>(
  ask: () => T | Promise<T>,
  { withinMs = WITHIN_MS, what = 'the condition' }: UntilOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const started = performance.now()
  for (;;) {
    const answer = await Promise.resolve()
      .then(ask)
      .then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      )
    if ('value' in answer && answer.value !== undefined && answer.value !== null && answer.value !== false)
      return answer.value as Exclude<T, undefined | null | false>
    if (performance.now() - started > withinMs)
      throw new Error(`${what} did not come true within ${withinMs} ms`, { cause: 'error' in answer ? answer.error : undefined })
    await wait(EVERY_MS)
  }
}
