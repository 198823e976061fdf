/** For which incidents a playbook is suggested, and what its steps say as tasks. */
import { describe, expect, test } from 'vitest'
import type { Instant } from '#kit/time.ts'
import { bySuggestion, FIT_REASONS, isSuggested, judgeFit, taskOfStep, type Facing, type Fits } from './playbooks.ts'

const all: Fits = { types: [], severities: [], componentIds: [] }
const facing: Facing = { type: 'operational', severity: 'major', componentIds: ['database'] }

describe('a playbook is suggested', () => {
  test.each([
    ['any', all],
    ['type', { ...all, types: ['operational'] }],
    ['severity', { ...all, types: ['operational'], severities: ['critical', 'major'] }],
    ['component', { ...all, severities: ['major'], componentIds: ['cache', 'database'] }],
    ['other_type', { ...all, types: ['security'], componentIds: ['database'] }],
    ['other_severity', { ...all, severities: ['minor'], componentIds: ['database'] }],
    ['other_component', { ...all, severities: ['major'], componentIds: ['cache'] }],
  ] as const)('for the reason %s', (reason, fits) => {
    expect(judgeFit(fits, facing)).toBe(reason)
  })

  test('the earlier the more it says of such incidents, by name among equals, and never when it is for others', () => {
    const named = FIT_REASONS.toReversed().map((reason) => ({ reason, name: reason }))
    const order = bySuggestion([...named, { reason: 'any', name: 'Ánother' }, { reason: 'component', name: 'Zebra' }])
    expect(order.map(({ name }) => name)).toEqual(['component', 'Zebra', 'severity', 'type', 'Ánother', 'any', ...FIT_REASONS.slice(4)])
    expect(order.filter(({ reason }) => isSuggested(reason))).toHaveLength(6)
  })
})

test('a step says as a task what is to be done, where it is written, and by when, as urgent as the incident', () => {
  const at = 1_800_000_000_000 as Instant
  const step = { title: 'Restore', detail: 'From **last night**.', link: 'https://wiki.example.com/restore', role: null, dueMinutes: 30 }
  expect(taskOfStep(step, { severity: 'critical', at })).toEqual({
    title: 'Restore',
    description: 'From **last night**.\n\n<https://wiki.example.com/restore>',
    priority: 1,
    dueAt: at + 30 * 60_000,
  })
  expect(taskOfStep({ ...step, detail: '', link: null, dueMinutes: null }, { severity: 'minor', at })).toMatchObject({
    description: '',
    priority: 3,
    dueAt: null,
  })
})
