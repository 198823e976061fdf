import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waterfallOf, type Placed } from './waterfall.ts'

const span = (id: string, parentId: string | null, startMs = 0): Placed => ({ id, parentId, startMs })
const drawn = (...spans: Placed[]) =>
  waterfallOf(spans).map(({ span: { id }, depth, below, isOrphan }) => `${'·'.repeat(depth)}${id} ${below}${isOrphan ? ' orphan' : ''}`)

test('children stand below their parents, brothers by when they began', () => {
  expect(drawn(span('c', 'a', 5), span('d', 'b', 3), span('a', null), span('b', 'a', 2))).toEqual(['a 3', '·b 1', '··d 0', '·c 0'])
})

test('a span whose parent has not come stands by itself, with all that lies below it', () => {
  expect(drawn(span('a', null), span('c', 'b', 4), span('b', 'gone', 3))).toEqual(['a 0', 'b 1 orphan', '·c 0'])
})

test('spans that are each other’s parents are drawn all the same', () => {
  expect(drawn(span('a', 'b'), span('b', 'a', 1), span('c', 'c', 2))).toEqual(['a 1', '·b 0', 'c 0'])
})

test('a trace may be thousands of spans deep', () => {
  const spans = Array.from({ length: 5_000 }, (_, index) => span(`${index}`, index === 0 ? null : `${index - 1}`, index))
  expect(waterfallOf(spans).at(-1)).toMatchObject({ depth: 4_999, below: 0 })
})

test('whatever comes, every span is drawn once, and what lies below it comes right after it', () => {
  const id = fc.integer({ min: 0, max: 12 }).map(String)
  const spans = fc.uniqueArray(fc.record({ id, parentId: fc.option(id), startMs: fc.nat({ max: 50 }) }), { selector: (one) => one.id })
  fc.assert(
    fc.property(spans, (some) => {
      const rows = waterfallOf(some)
      expect(rows.map((row) => row.span.id).toSorted()).toEqual(some.map((one) => one.id).toSorted())
      for (const [at, row] of rows.entries()) {
        expect(rows.slice(at + 1, at + 1 + row.below).every(({ depth }) => depth > row.depth)).toBe(true)
        expect((rows[at + 1 + row.below]?.depth ?? 0) <= row.depth).toBe(true)
      }
    }),
  )
})
