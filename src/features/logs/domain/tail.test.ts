/** What follows lines shows each once, and says how many it leaves out. */
import { expect, test } from 'vitest'
import { joined, leftOut, NO_TAIL, TAIL_SHOWN_MAX, takeTail, type Tail, type TailAnswer } from './tail.ts'

type Line = { readonly id: string }

const T = 1_790_000_000_000
const line = (second: number, number = 1): Line => ({ id: `${T + second * 1_000}-${number}` })
const answer = (of: Partial<{ now: number; from: number; lines: Line[]; seconds: Record<number, number> }>): TailAnswer<Line> => ({
  nowMs: T + (of.now ?? 0) * 1_000,
  fromMs: T + (of.from ?? -60) * 1_000,
  lines: of.lines ?? [],
  seconds: Object.entries(of.seconds ?? {}).map(([second, lines]) => ({ atMs: T + Number(second) * 1_000, lines })),
})
const after = (...answers: TailAnswer<Line>[]): Tail<Line> => answers.reduce<Tail<Line>>(takeTail, NO_TAIL)
const ids = (tail: Tail<Line>) => tail.lines.map(({ id }) => id)

test('a line that two answers tell stands there once, the newest first, late ones at their place', () => {
  const tail = after(
    answer({ lines: [line(1), line(-5)], seconds: { [-5]: 1, 1: 1 } }),
    answer({ now: 2, lines: [line(2), line(1), line(0), line(-5)], seconds: { [-5]: 1, 0: 1, 1: 1, 2: 1 } }),
  )
  expect(ids(tail)).toEqual([line(2), line(1), line(0), line(-5)].map(({ id }) => id))
  expect(leftOut(tail)).toBe(0)
})

test('lines that came before it began are shown and not counted as left out', () => {
  expect(leftOut(after(answer({ lines: [line(-1)], seconds: { [-1]: 900 } })))).toBe(0)
})

test('lines beyond those that an answer tells are left out, and counted once however often their second is told', () => {
  const tail = after(answer({}), answer({ now: 2, lines: [line(1, 9)], seconds: { 1: 1_000 } }), answer({ now: 4, seconds: { 1: 1_000 } }))
  expect(leftOut(tail)).toBe(999)
  const later = after(
    answer({}),
    answer({ now: 2, lines: [line(1, 9)], seconds: { 1: 1_000 } }),
    answer({ now: 70, from: 10, lines: [line(65)], seconds: { 65: 3 } }),
  )
  expect(leftOut(later)).toBe(1_001)
  expect(later.told.size).toBe(1)
})

test('a line that is told later than the others of its second is no longer left out', () => {
  const first = answer({ now: 2, lines: [line(1, 5)], seconds: { 1: 2 } })
  expect(leftOut(after(answer({}), first))).toBe(1)
  expect(leftOut(after(answer({}), first, answer({ now: 4, lines: [line(1, 4)], seconds: { 1: 2 } })))).toBe(0)
})

test('what is shown is bounded, and what fell out of view was shown', () => {
  const many = Array.from({ length: TAIL_SHOWN_MAX + 50 }, (_, index) => line(1, index))
  const tail = after(answer({}), answer({ lines: many, seconds: { 1: many.length } }))
  expect(tail.lines).toHaveLength(TAIL_SHOWN_MAX)
  expect(leftOut(tail)).toBe(0)
})

test('the list from before stands below, without those that the tail has', () => {
  expect(joined([line(2), line(1)], [line(1), line(0)])).toEqual([line(2), line(1), line(0)])
})
