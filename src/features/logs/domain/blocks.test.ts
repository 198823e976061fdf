import { expect, test } from 'vitest'
import { aLine } from '../testing.ts'
import { blocksOf } from './blocks.ts'
import { decodeRecord, LineBatch } from './record.ts'

const HEAD = { environment: Buffer.alloc(16), keepDays: 30 }

/** Of so many lines, which repeat some thousand bytes each. */
function aRecord(rows: number) {
  const batch = new LineBatch()
  const resource = { service: 'shop', attributes: ['process.command_line', 'x'.repeat(1_000)] }
  batch.begin()
  for (let row = 0; row < rows; row++) batch.add(aLine({ resource }), 0, row)
  const record = decodeRecord(batch.encode(HEAD))
  if (record === undefined) throw new Error('not read')
  return record
}

test('records are one block until what they repeat with each line is too much, and none is divided', () => {
  const rowsOf = (rows: readonly number[]) => blocksOf(rows.map(aRecord), 10_500).map((block) => block.map((record) => record.rows))
  expect(rowsOf([4, 5, 3, 1])).toEqual([
    [4, 5],
    [3, 1],
  ])
  expect(rowsOf([1, 40, 1])).toEqual([[1], [40], [1]])
  expect(rowsOf([])).toEqual([])
})
