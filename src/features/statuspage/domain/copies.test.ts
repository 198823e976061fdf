import { expect, test } from 'vitest'
import { instant, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { copyLine } from './copy-line.ts'
import { nextTryAt, planCopy } from './copies.ts'

test('only what changed is put there, only what belongs to it no longer is removed, and neither is forgotten meanwhile', () => {
  const plan = planCopy({ same: 'a', changed: 'a', unsure: null, gone: 'a' }, { same: 'a', changed: 'b', unsure: 'c', fresh: 'd' })
  expect(plan).toEqual({
    put: ['changed', 'unsure', 'fresh'],
    remove: ['gone'],
    meanwhile: { same: 'a', gone: 'a', changed: null, unsure: null, fresh: null },
  })
})

test('a place that fails is tried again after five seconds, then ever later, and every ten minutes in the end', () => {
  const now = instant('2026-11-23T05:00:00Z')
  const waits = [1, 2, 3, 7, 8, 1_000].map((failures) => nextTryAt(now, failures) - now)
  expect(waits).toEqual([5, 10, 20, 320].map((seconds) => seconds * SECOND_MS).concat([10 * MINUTE_MS, 10 * MINUTE_MS]))
})

test('the health page says that nobody asked for copies, how many there are, or why some are not as they should be', () => {
  const fine = { problem: null, problemDetail: null }
  expect(copyLine(undefined)).toMatchObject({ state: 'not_set', reason: 'not_set' })
  expect(copyLine([fine, fine])).toMatchObject({ state: 'ok', reason: 'there', values: { count: 2 } })
  expect(copyLine([fine, { problem: 'refused', problemDetail: 'the bucket answered 403 AccessDenied' }])).toMatchObject({
    state: 'warning',
    reason: 'refused',
    values: { count: 1, detail: 'the bucket answered 403 AccessDenied' },
  })
})
