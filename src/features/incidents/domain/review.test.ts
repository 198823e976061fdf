import { describe, expect, test } from 'vitest'
import { judgeFinish, reviewDocument, type ReviewFacts } from './review.ts'

const facts: ReviewFacts = {
  label: 'INC-7',
  title: 'Nobody can pay',
  severity: 'critical',
  harmStartedAt: '2026-03-07T03:00:00Z',
  times: { detectMs: 60_000, acknowledgeMs: 240_000, restoreMs: null },
  peopleAffected: null,
  alerts: { count: 3, titles: ['The shop does not answer'] },
  course: [{ at: '2026-03-07T03:01:00Z', who: 'Pitcrew', words: 'declared INC-7' }],
  paged: [],
  changesBefore: [],
}
const words = { causes: 'A full disk.', lessons: '', wentWell: '', actions: [{ label: 'TSK-4', title: 'Watch the room', isDone: false }] }

describe('the review as a document', () => {
  test('has its facts first, then what people say, and no empty parts', () => {
    expect(reviewDocument(facts, words)).toBe(`# INC-7 Nobody can pay

- Severity: critical
- Start of the harm: 2026-03-07T03:00:00Z
- Detected after: 1 min
- Acknowledged after: 4 min
- Restored after: not yet

## What happened

- 2026-03-07T03:01:00Z: Pitcrew declared INC-7

## Alerts

- The shop does not answer
- and 2 more

## Causes

A full disk.

## Actions

- [ ] TSK-4 Watch the room

`)
  })

  test('is finished only once the harm has ended and somebody said what caused it', () => {
    expect(judgeFinish({ isLasting: true, causes: 'A full disk.' })).toBe('still_lasts')
    expect(judgeFinish({ isLasting: false, causes: ' ' })).toBe('causes_missing')
    expect(judgeFinish({ isLasting: false, causes: 'A full disk.' })).toBe('fits')
  })
})
