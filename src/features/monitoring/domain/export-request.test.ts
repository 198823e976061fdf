import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { exportRequest } from './export-request.ts'

test('a collection is sent as gauges that carry what tells their series apart', () => {
  const points = [{ metric: 'system.cpu.utilization', labels: { 'host.name': 'shop-1' }, value: 0.25 }]
  const attributes = [{ key: 'host.name', value: { stringValue: 'shop-1' } }]
  const sample = { timeUnixNano: '1795341600000000000', asDouble: 0.25, attributes }
  expect(exportRequest(instant('2026-11-22T10:00:00Z'), points)).toEqual({
    resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'system.cpu.utilization', gauge: { 'data\u0050oints': [sample] } }] }] }],
  })
})
