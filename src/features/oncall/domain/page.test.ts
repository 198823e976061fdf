import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { whyNobody } from './page.ts'

const at = instant('2026-11-21T03:00:00Z')
const message = (of: object = {}) => ({ channel: 'sms', handedOverAt: at, state: 'handed_over', ...of })

test('a page that reached somebody was not answered; one that reached nobody says so', () => {
  expect(whyNobody([message({ state: 'failed', handedOverAt: null }), message()])).toBe('nobody_answered')
  expect(whyNobody([])).toBe('nobody_reached')
  expect(whyNobody([message({ state: 'failed', handedOverAt: null }), message({ channel: 'in_app' })])).toBe('nobody_reached')
  expect(whyNobody([message({ state: 'failed' })])).toBe('nobody_reached')
  expect(whyNobody([message({ state: 'queued', handedOverAt: null })])).toBe('nobody_reached')
})
