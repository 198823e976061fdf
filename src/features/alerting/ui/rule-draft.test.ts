/** A rule that somebody makes of what was unusual. */
import { i18n } from '@lingui/core'
import { beforeAll, expect, test } from 'vitest'
import { bodyOf, isWhole } from './rule-fields.ts'
import { draftFor } from './rule-draft.ts'

const environment = 'env_01m83e8e1je3v9gsg0289mmexz'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

test('it is whole, learns, and has the edge of the band for its limit, counted as rules count it', () => {
  const draft = draftFor({ rule: 'response_time', above: '0.71234', environment })
  if (draft === null) throw new Error('no draft')
  expect(isWhole(draft)).toBe(true)
  expect(bodyOf(draft)).toMatchObject({
    mode: 'learning',
    severity: 'minor',
    environmentId: environment,
    source: { kind: 'requests', measure: 'p95', overSeconds: 3_600 },
    condition: { limit: 712 },
  })
  expect(bodyOf(draftFor({ rule: 'error_rate', above: '0.031', environment }) ?? draft).condition).toMatchObject({ limit: 0.031 })
  const cpu = bodyOf(draftFor({ rule: 'cpu', above: '0.44', environment }) ?? draft)
  expect(cpu).toMatchObject({ source: { kind: 'metric', metric: 'system.cpu.utilization' }, condition: { limit: 0.44, forSeconds: 3_600 } })
})

test('an address that names no signal that rules know fills nothing, and one without a number leaves the limit open', () => {
  expect(draftFor({ rule: 'sessions', above: '3', environment })).toBeNull()
  expect(draftFor({ rule: undefined, above: undefined, environment: undefined })).toBeNull()
  expect(draftFor({ rule: 'cpu', above: 'much', environment })).toMatchObject({ limit: '' })
})
