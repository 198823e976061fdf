import { expect, test } from 'vitest'
import { openMetrics } from './metrics.ts'

test('the process tells its own memory and event loop from the start', async () => {
  const text = await openMetrics().registry.metrics()
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).toContain('nodejs_eventloop_lag_seconds')
})

test('asking twice for a metric gives the same one, and registries do not know of each other', async () => {
  const [one, other] = [openMetrics(), openMetrics()]
  one.counter('pitcrew_things_total', 'Things', ['kind']).inc({ kind: 'a' })
  one.counter('pitcrew_things_total', 'Things', ['kind']).inc({ kind: 'a' }, 2)
  expect(await one.registry.metrics()).toContain('pitcrew_things_total{kind="a"} 3')
  expect(await other.registry.metrics()).not.toContain('pitcrew_things_total')
})
