import { parser } from '@prometheus-io/lezer-promql'
import { describe, expect, test } from 'vitest'
import { parseWith } from './parse.ts'
import type { SyntaxFault } from './syntax.ts'
import { writeExpression } from './write-expression.ts'

/** The expression in the usual form, or what is wrong with it. */
function read(text: string): string | readonly SyntaxFault[] {
  const parsed = parseWith(parser, text)
  return 'expression' in parsed ? writeExpression(parsed.expression) : parsed.faults
}
const wordsOf = (text: string) => {
  const faults = read(text)
  return typeof faults === 'string' ? faults : (faults[0]?.message ?? '')
}

describe('an expression', () => {
  test.each([
    ['a+b*c', 'a + b * c'],
    ['-2^2', '-2 ^ 2'],
    ['a + b offset 5m * c', 'a + b offset 5m * c'],
    ['a{b="c"}[5m]@end() offset -1h30m', undefined],
    ['rate(a{b="c"}[5m] @ end() offset -1h30m)', 'rate(a{b="c"}[5m] @ end() offset -1h30m)'],
    ['sum(a)by(x)', 'sum by (x) (a)'],
    ['topk(3,a)without(y)', 'topk without (y) (3, a)'],
    ['a/on(x)group_left(y)b', 'a / on (x) group_left (y) b'],
    ['max_over_time(rate(a[1m])[10m:1m])', 'max_over_time(rate(a[1m])[10m:1m])'],
    ['{__name__="strange name"}', '{__name__="strange name"}'],
    ['{"quoted name", b=~"c"}', '{__name__="quoted name",b=~"c"}'],
    ['# words\nup # more\n', 'up'],
    ['count_values("v", a)', 'count_values("v", a)'],
    ['a @ 1.5', 'a @ 1.500'],
  ])('%j is read', (text, written) => {
    if (written === undefined) expect(typeof read(text)).toBe('string')
    else expect(read(text)).toBe(written)
  })

  test('binds an offset to the selector before it, and signs less than powers', () => {
    const parsed = parseWith(parser, 'a + b offset 5m')
    expect(parsed).toMatchObject({ expression: { type: 'binary', left: { offsetMs: 0 }, right: { offsetMs: 300_000 } } })
    expect(parseWith(parser, '-2 ^ 2')).toMatchObject({ expression: { type: 'unary', expression: { type: 'binary', op: '^' } } })
    expect(parseWith(parser, '2 ^ 3 ^ 4')).toMatchObject({ expression: { right: { type: 'binary' } } })
    expect(parseWith(parser, '2 - 3 - 4')).toMatchObject({ expression: { left: { type: 'binary' } } })
  })

  test.each([
    ['', 'no expression found in input'],
    ['sum(', 'unexpected end of input'],
    ['a b', 'unexpected "b"'],
    ['foo(a)', 'unknown function with name "foo"'],
    ['a{b="c', 'unterminated quoted string'],
    ['"\\q"', 'invalid escape in string'],
    ['{}', 'vector selector must contain at least one non-empty matcher'],
    ['{a=~".*"}', 'vector selector must contain at least one non-empty matcher'],
    ['a{__name__="b"}', 'metric name must not be set twice: "a" or "b"'],
    ['rate(a)', 'expected type range vector in call to function "rate", got instant vector'],
    ['abs(1)', 'expected type instant vector in call to function "abs", got scalar'],
    ['rate()', 'expected 1 argument(s) in call to "rate", got 0'],
    ['1 == 1', 'comparisons between scalars must use BOOL modifier'],
    ['a + bool b', 'bool modifier can only be used on comparison operators'],
    ['a and 1', 'set operator "and" not allowed in binary scalar expression'],
    ['a and on (b) group_left c', 'no grouping allowed for "and" operation'],
    ['a + on (b) group_left (b) c', 'label "b" must not occur in ON and GROUP clause at once'],
    ['a + b[5m]', 'binary expression must contain only scalar and instant vector types, got range vector'],
    ['sum(a)[5m]', 'ranges only allowed for vector selectors'],
    ['a[5m] offset 1m offset 2m', 'offset may not be set multiple times'],
    ['sum(a) offset 5m', 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery'],
    ['topk(a)', 'wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['histogram_avg(a)', 'function "histogram_avg" is not supported: it is for native histograms, which are not kept'],
    ['rate(a[5m] smoothed)', '"smoothed" is not supported: it is an experiment of Prometheus'],
    ['a[0s]', 'duration must be greater than 0'],
    ['a[1m + 1m]', 'durations that are computed are not supported: they are an experiment of Prometheus'],
  ])('%j is refused in words: %s', (text, words) => {
    expect(wordsOf(text)).toBe(words)
  })

  test('that is wrong says where', () => {
    expect(read('sum(rate(a))')).toEqual([{ message: expect.stringContaining('expected type range vector'), from: 9, to: 10 }])
    expect(read('a + foo(b)')).toEqual([{ message: expect.stringContaining('unknown function'), from: 4, to: 7 }])
  })

  test('that nests too deep is refused instead of exhausting the stack', () => {
    for (const deep of [
      `${'('.repeat(4_000)}a${')'.repeat(4_000)}`,
      `${'-'.repeat(4_000)}a`,
      `${'a^'.repeat(4_000)}a`,
      `${'abs('.repeat(1_900)}a${')'.repeat(1_900)}`,
    ]) {
      expect(wordsOf(deep)).toContain('nests too deep')
    }
    expect(wordsOf(`a${' + a'.repeat(150)}`)).toContain('a + a')
  })
})
