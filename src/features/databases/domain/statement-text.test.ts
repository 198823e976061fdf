import { describe, expect, test } from 'vitest'
import { TEXT_LENGTH_MAX, withoutValues } from './statement-text.ts'

describe('a statement is shown without what stands in it', () => {
  test.each([
    ["select * from cart where mail = 'anna@example.org' and n = 17", 'select * from cart where mail = ? and n = ?'],
    ["update t set a = 'it''s', b = E'a\\'b' where c = $1", 'update t set a = ?, b = ? where c = $1'],
    ['select $$a body$$, $tag$another$tag$', 'select ?, ?'],
    ["select 'cut off in the middle of a sec", 'select ?'],
    ['select 1 -- for Anna\nfrom t /* and Bert */ where x', 'select ? from t where x'],
    ['select "Column 1", t1.col2 from `Table 3`', 'select "Column 1", t1.col2 from `Table 3`'],
    ["create user anna password 'hunter2'", 'create user anna password ?'],
    ['values (0x1F, 1e10, 1.5, -3)', 'values (?, ?, ?, -?)'],
    ['select  *\n\tfrom\n  t', 'select * from t'],
  ])('%s', (text, shown) => {
    expect(withoutValues(text)).toBe(shown)
  })

  test('also where double quotes hold values', () => {
    expect(withoutValues('select `name` from t where mail = "anna@example.org"', { quotesAreValues: true })).toBe(
      'select `name` from t where mail = ?',
    )
  })

  test('and cut where it is longer than anybody reads', () => {
    expect(withoutValues(`select ${'a, '.repeat(1_000)}b`)).toHaveLength(TEXT_LENGTH_MAX)
  })
})
