import { expect, test } from 'vitest'
import { parseExpression, typeOf } from '#features/promql/public.ts'
import { withInterval } from './interval.ts'
import { EXPRESSIONS_MAX } from './limits.ts'
import { standardDashboards, standardMetrics } from './standard.ts'

const kindsOf = (...metrics: readonly string[]) => standardDashboards(new Set(metrics)).map(({ kind }) => kind)

test('an environment has the dashboards of what it sends, and no others', () => {
  expect(kindsOf()).toEqual([])
  expect(kindsOf('node_load1')).toEqual(['host'])
  expect(kindsOf('system.cpu.utilization', 'http_request_duration_seconds_count', 'process.memory.usage')).toEqual([
    'host',
    'service',
    'process',
  ])
  expect(kindsOf('postgresql.backends')).toEqual(['database'])
})

test('panels show what arrives, by the first name under which it does', () => {
  const [host] = standardDashboards(new Set(['node_cpu_seconds_total', 'system.cpu.utilization', 'node_load1']))
  expect(host?.panels.map(({ panel, expressions }) => [panel, expressions.length])).toEqual([
    ['cpu', 1],
    ['load', 1],
  ])
  expect(host?.panels[0]?.expressions[0]?.text).toContain('system.cpu.utilization')
})

test('every expression of a standard dashboard is one that PromQL can draw', async () => {
  for (const metric of standardMetrics) {
    const panels = standardDashboards(new Set([metric])).flatMap((one) => one.panels)
    expect([metric, panels.length > 0]).toEqual([metric, true])
    for (const { text } of panels.flatMap(({ expressions }) => expressions)) {
      const parsed = await parseExpression(withInterval(text, 60))
      expect([text, 'faults' in parsed ? parsed.faults : typeOf(parsed.expression)]).toEqual([text, 'vector'])
    }
  }
  for (const { panels } of standardDashboards(new Set(standardMetrics)))
    for (const { expressions } of panels) expect(expressions.length).toBeLessThanOrEqual(EXPRESSIONS_MAX)
})
