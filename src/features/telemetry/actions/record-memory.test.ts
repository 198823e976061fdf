import { expect, test } from 'vitest'
import { RecordMemory } from './record-memory.ts'

test('what was given back is used again, if it is large enough', () => {
  const memory = new RecordMemory()
  const piece = memory.take(100_000)
  memory.giveBack(piece)
  expect(memory.take(200_000)).not.toBe(piece)
  expect(memory.take(90_000)).toBe(piece)
  expect(memory.take(90_000)).not.toBe(piece)
})

test('memory of a rare huge request is not held on to', () => {
  const memory = new RecordMemory()
  const piece = memory.take(12_000_000)
  memory.giveBack(piece)
  expect(memory.take(1)).not.toBe(piece)
})
