/** What may be done with a decision as it stands. */
import type { DecisionState, Option } from './words.ts'

export type Step = 'change' | 'ask' | 'give' | 'decide' | 'reopen' | 'supersede'

export type StepVerdict =
  | { readonly allowed: true; readonly reason: 'fits' }
  | { readonly allowed: false; readonly reason: 'is_decided' | 'is_open' | 'is_superseded' | 'no_such_option' }

const fits: StepVerdict = { allowed: true, reason: 'fits' }

/** Steps by the state in which they make sense; a superseded decision can only be opened again. */
const allowed: Readonly<Record<DecisionState, readonly Step[]>> = {
  open: ['change', 'ask', 'give', 'decide'],
  decided: ['reopen', 'supersede'],
  superseded: ['reopen'],
}

const refusals: Readonly<Record<DecisionState, 'is_decided' | 'is_open' | 'is_superseded'>> = {
  open: 'is_open',
  decided: 'is_decided',
  superseded: 'is_superseded',
}

export function judgeStep(state: DecisionState, step: Step): StepVerdict {
  return allowed[state].includes(step) ? fits : { allowed: false, reason: refusals[state] }
}

/** An option by its place, or none of them. */
export function judgeChoice(options: readonly Option[], chosen: number | null): StepVerdict {
  return chosen === null || chosen < options.length ? fits : { allowed: false, reason: 'no_such_option' }
}
