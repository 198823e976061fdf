import { describe, expect, test } from 'vitest'
import { tokensOf, UnreadableSql } from './tokens.ts'

const values = (sql: string) => [...tokensOf(sql)].map((token) => token.value)
const kinds = (sql: string) => [...tokensOf(sql)].map((token) => token.kind)

test('names, numbers, texts and signs are told apart', () => {
  expect(values("select a, 1e3 from `t x` where b = 'it''s'")).toEqual([
    'select',
    'a',
    ',',
    '1e3',
    'from',
    't x',
    'where',
    'b',
    '=',
    "it's",
  ])
  expect(kinds('a `b` "c" \'d\' 1 +')).toEqual(['name', 'quoted name', 'quoted name', 'text', 'number', 'sign'])
})

test.each([
  ['a line comment', 'select -- file()\n1', ['select', '1']],
  ['a comment to the end of the statement', 'select 1 -- file()', ['select', '1']],
  ['a comment of hash and space', 'select # file()\n1', ['select', '1']],
  ['a comment of hash and exclamation mark', '#!file()\nselect 1', ['select', '1']],
  ['a block comment', 'select /* file() */ 1', ['select', '1']],
  ['a block comment, which does not nest', 'select /* /* */ 1 /* */', ['select', '1']],
  ['an empty block comment', 'file/**/(1)', ['file', '(', '1', ')']],
])('%s is skipped', (_what, sql, expected) => {
  expect(values(sql)).toEqual(expected)
})

test.each([
  ['a doubled quote', "'a''b'", "a'b"],
  ['an escaped quote', "'a\\'b'", "a'b"],
  ['an escaped backslash before the closing quote', "'a\\\\'", 'a\\'],
  ['comment signs', "'/* -- '", '/* -- '],
  ['an empty line', "'a\n\nb'", 'a\n\nb'],
  ['another kind of quote', "'a\"`'", 'a"`'],
  ['a heredoc', "$x$it's -- $x$", "it's -- "],
  ['a heredoc without a tag', '$$a$x$b$$', 'a$x$b'],
])('a text with %s is one token', (_what, sql, expected) => {
  expect([...tokensOf(sql)]).toMatchObject([{ kind: 'text', value: expected }])
})

test('hexadecimal and binary texts end at the next quote, since they know no escapes', () => {
  expect(values("x'4a' b'01' X''")).toEqual(["x'4a'", "b'01'", "X''"])
  expect(() => values("x'\\' , file(1) --'")).toThrow(UnreadableSql)
})

describe('what the engine might read differently is refused', () => {
  test.each([
    ['a text without end', "select 'a"],
    ['a name without end', 'select `a'],
    ['a comment without end', 'select /* a'],
    ['a heredoc without end', 'select $x$ a'],
    ['a Unicode quote', 'select ‘a’'],
    ['a Unicode space', 'select\u00a01'],
    ['a zero byte', 'select 1\0'],
    ['a lone backslash', 'select \\G'],
    ['a lone dollar sign', 'select $ 1'],
  ])('%s', (_what, sql) => {
    expect(() => values(sql)).toThrow(UnreadableSql)
  })
})
