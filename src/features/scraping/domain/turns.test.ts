import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { instant, later, SECOND_MS } from '#kit/time.ts'
import { nextTurn, Turns } from './turns.ts'

const START = instant('2026-11-22T10:00:00Z')

test('every target comes once in each of its intervals, in the order of time', () => {
  const turns = new Turns()
  const targets = Array.from({ length: 200 }, (_, index) => ({ id: uuidv7(), intervalMs: (5 + (index % 4) * 5) * SECOND_MS }))
  for (const { id, intervalMs } of targets) turns.set(id, intervalMs, START)
  const counts = new Map<string, number>()
  for (let ms = 0; ms < 60_000; ms += 250) {
    for (const id of turns.due(later(START, ms), 1_000)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  for (const { id, intervalMs } of targets) expect(counts.get(id)).toBeOneOf([60_000 / intervalMs, 60_000 / intervalMs - 1])
})

test('a target keeps its place within the interval, and targets spread over it', () => {
  const ids = Array.from({ length: 300 }, () => uuidv7())
  const places = ids.map((id) => nextTurn(id, 15_000, START) - START)
  expect(places.every((place) => place > 0 && place <= 15_000)).toBe(true)
  for (const third of [0, 1, 2]) expect(places.filter((place) => Math.floor(place / 5_000.001) === third).length).toBeGreaterThan(50)
  const [id = ''] = ids
  expect(nextTurn(id, 15_000, later(START, 60_000)) - nextTurn(id, 15_000, START)).toBe(60_000)
})

test('turns that were missed are not made up for, and no more come at once than are asked for', () => {
  const turns = new Turns()
  const ids = Array.from({ length: 5 }, () => uuidv7())
  for (const id of ids) turns.set(id, 5_000, START)
  const late = later(START, 3_600_000)
  expect(turns.due(late, 3)).toHaveLength(3)
  expect(turns.due(late, 3)).toHaveLength(2)
  expect(turns.due(late, 3)).toHaveLength(0)
})

test('a target that is taken out or gets another interval comes as it is now', () => {
  const turns = new Turns()
  const [a, b] = [uuidv7(), uuidv7()]
  turns.set(a, 5_000, START)
  turns.set(b, 5_000, START)
  turns.remove(a)
  turns.set(b, 60_000, START)
  expect(turns.size).toBe(1)
  expect(turns.due(later(START, 61_000), 10)).toEqual([b])
})
