import { describe, expect, test } from 'vitest'
import { decideOutside, isOutside, isWorse, outsideRuleKey, type OutsideOpen, type OutsideSaid } from './outside.ts'

const open: OutsideOpen = { watch: 'firing', state: 'firing', severity: 'major', title: 'Disk is full' }
const said: OutsideSaid = { state: 'firing', severity: 'major', title: 'Disk is full' }

describe('an alert of another tool', () => {
  test.each([
    [said, undefined, 'open', 'opened'],
    [{ ...said, state: 'resolved' }, undefined, 'none', 'nothing_open'],
    [{ ...said, state: 'acknowledged' }, undefined, 'none', 'nothing_open'],
    [said, open, 'none', 'unchanged'],
    [{ ...said, title: '' }, open, 'none', 'unchanged'],
    [{ ...said, title: 'Disk is fuller' }, open, 'change', 'changed'],
    [{ ...said, severity: 'critical' }, open, 'change', 'changed'],
    [{ ...said, state: 'acknowledged' }, open, 'acknowledge', 'acknowledged'],
    [{ ...said, state: 'acknowledged' }, { ...open, state: 'acknowledged' }, 'none', 'unchanged'],
    [{ ...said, state: 'resolved' }, open, 'recover', 'recovered'],
    [said, { ...open, watch: 'clearing' }, 'again', 'fires_again'],
    [{ ...said, state: 'resolved' }, { ...open, watch: 'clearing' }, 'none', 'unchanged'],
  ] as const)('%o over %o: %s, because %s', (came, before, step, reason) => {
    expect(decideOutside(came, before)).toEqual({ step, reason })
  })

  test('has a rule that is told apart from ours', () => {
    expect([isOutside(outsideRuleKey('x')), isOutside('cpu')]).toEqual([true, false])
  })

  test('is worse only when it is more severe', () => {
    expect([isWorse('critical', 'major'), isWorse('major', 'major'), isWorse('notify', 'minor')]).toEqual([true, false, false])
  })
})
