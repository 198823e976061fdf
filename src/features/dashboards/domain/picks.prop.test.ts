import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExpression, typeOf } from '#features/promql/public.ts'
import { INTERVAL, withInterval } from './interval.ts'
import { GROUPINGS, MATCHES, PICKED_FUNCTIONS, type Picks, writePicks } from './picks.ts'
import { readPicks } from './read-picks.ts'

const name = fc.oneof(
  fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/),
  fc.stringMatching(/^[a-z]{1,6}(\.[a-z_]{1,8}){1,3}$/),
  fc.constantFrom('sum', 'by', 'rate', 'inf', 'bool', 'on', 'start', 'NaN', 'histogram_quantile', 'constructor', '__proto__'),
  fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
)
const label = name.filter((one) => one !== '__name__' && one !== 'le')
const value = fc.oneof(fc.string({ maxLength: 12, unit: 'binary' }), fc.constantFrom('"', '\\', 'a"b\\c', '\n', ''))
// A pattern may be wrong as one, which is no matter of how it is written.
const filter = fc.record({ label, match: fc.constantFrom(...MATCHES), value: value.filter((text) => !/[\\[\](){}*+?]/.test(text)) })

const picks: fc.Arbitrary<Picks> = fc
  .record({
    metric: name,
    filters: fc.array(filter, { maxLength: 3 }),
    picked: fc.constantFrom(...PICKED_FUNCTIONS),
    window: fc.constantFrom(INTERVAL, '1m', '5m', '1h30m'),
    quantile: fc.constantFrom(0, 0.5, 0.95, 0.999, 1),
    grouping: fc.constantFrom(...GROUPINGS),
    by: fc.uniqueArray(label, { maxLength: 3 }),
  })
  .map((one) => ({
    ...one,
    // What has no meaning for a function is as it is read back.
    window: one.picked === 'as_is' ? INTERVAL : one.window,
    quantile: one.picked === 'percentile' ? one.quantile : 0.95,
    grouping: one.picked === 'percentile' ? 'none' : one.grouping,
    by: one.picked === 'percentile' || one.grouping !== 'none' ? one.by : [],
  }))

test('whatever is picked can be read back from its expression', () => {
  fc.assert(
    fc.property(picks, (one) => {
      expect(readPicks(writePicks(one))).toEqual(one)
    }),
  )
})

test('whatever is picked is an expression that PromQL understands, and gives courses', async () => {
  await fc.assert(
    fc.asyncProperty(picks, async (one) => {
      const text = writePicks(one)
      const parsed = await parseExpression(withInterval(text, 60))
      expect([text, 'faults' in parsed ? parsed.faults : typeOf(parsed.expression)]).toEqual([text, 'vector'])
    }),
  )
})

test('no text breaks the reader', () => {
  const pieces = fc.constantFrom(
    'sum',
    ' by ',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '5m',
    INTERVAL,
    '"a"',
    'up',
    ',',
    '=',
    '!~',
    'rate',
    '"\\u12"',
    '0.9',
  )
  fc.assert(fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => void readPicks(parts.join(''))))
})
