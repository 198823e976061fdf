import { expect, test } from 'vitest'
import { parseExpression } from '../queries/evaluate.ts'
import { metricsNamed } from './named-metrics.ts'

test.each([
  ['rate(requests[5m]) / on (job) requests_max', ['requests', 'requests_max']],
  ['sum by (job) (up) > 1 or up == 0', ['up']],
  ['1 + 1', []],
  ['{__name__=~"queue.*"}', null],
  ['max_over_time(sum(queue)[1h:1m])', ['queue']],
])('%s reads %j', async (text, metrics) => {
  const parsed = await parseExpression(text)
  expect('expression' in parsed && metricsNamed(parsed.expression)).toEqual(metrics)
})
