import { expect, test } from 'vitest'
import { judgeChoice, judgeStep, type Step } from './judge.ts'
import { DECISION_STATES } from './words.ts'

const STEPS: readonly Step[] = ['change', 'ask', 'give', 'decide', 'reopen', 'supersede']
const table: Readonly<Record<(typeof DECISION_STATES)[number], string>> = {
  open: 'yes yes yes yes is_open is_open',
  decided: 'is_decided is_decided is_decided is_decided yes yes',
  superseded: 'is_superseded is_superseded is_superseded is_superseded yes is_superseded',
}

test.each(DECISION_STATES)('what may be done with a decision that is %s', (state) => {
  const verdicts = STEPS.map((step) => judgeStep(state, step)).map(({ allowed, reason }) => (allowed ? 'yes' : reason))
  expect(verdicts.join(' ')).toBe(table[state])
})

test('what is chosen is one of the options, or none of them', () => {
  const options = [{ title: 'Stay', text: '' }]
  expect([null, 0, 1].map((chosen) => judgeChoice(options, chosen).allowed)).toEqual([true, true, false])
})
