import { describe, expect, test } from 'vitest'
import type { EventRow } from './store/events.ts'
import { Tail, TAIL_ROWS_MAX } from './tail.ts'

const rows = (from: number, to: number): EventRow[] =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const seq = from + index
    return { seq, kind: seq % 2 === 0 ? 'even' : 'odd', particulars: '{}', personal: null } as EventRow
  })
const seqs = (found: readonly EventRow[] | undefined) => found?.map(({ seq }) => seq)

function tailOf(...batches: readonly (readonly [from: number, to: number])[]): Tail {
  const tail = new Tail()
  for (const [from, to] of batches) tail.add(rows(from, to))
  return tail
}

describe('the end of the log in memory', () => {
  test('answers with what follows, across batches, as many as asked for', () => {
    const tail = tailOf([5, 7], [8, 8], [9, 12])
    expect(seqs(tail.after({ after: 4, limit: 100 }))).toEqual([5, 6, 7, 8, 9, 10, 11, 12])
    expect(seqs(tail.after({ after: 6, limit: 3 }))).toEqual([7, 8, 9])
    expect(seqs(tail.after({ after: 6, limit: 2 }, ({ kind }) => kind === 'even'))).toEqual([8, 10])
  })

  test('leaves to the table what it does not hold, and what may have come since', () => {
    const tail = tailOf([5, 7])
    expect(tail.after({ after: 3, limit: 100 })).toBeUndefined()
    expect(tail.after({ after: 7, limit: 100 })).toBeUndefined()
    expect(tail.after({ after: 4, limit: 100 }, () => false)).toBeUndefined()
    expect(new Tail().after({ after: 0, limit: 100 })).toBeUndefined()
  })

  test('never has a gap: after another node has sealed it begins anew', () => {
    const tail = tailOf([5, 7], [10, 11])
    expect(tail.after({ after: 5, limit: 100 })).toBeUndefined()
    expect(seqs(tail.after({ after: 9, limit: 100 }))).toEqual([10, 11])
  })

  test('is bounded', () => {
    const tail = tailOf([1, TAIL_ROWS_MAX], [TAIL_ROWS_MAX + 1, TAIL_ROWS_MAX + 1])
    expect(tail.after({ after: 0, limit: 1 })).toBeUndefined()
    expect(seqs(tail.after({ after: TAIL_ROWS_MAX, limit: 1 }))).toEqual([TAIL_ROWS_MAX + 1])
    const large = new Tail()
    for (const seq of [1, 2, 3]) large.add([{ ...rows(seq, seq)[0], particulars: 'x'.repeat(5_000_000) } as EventRow])
    expect(large.after({ after: 1, limit: 10 })).toBeUndefined()
    expect(seqs(large.after({ after: 2, limit: 10 }))).toEqual([3])
  })
})
