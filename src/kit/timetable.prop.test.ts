import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from './time.ts'
import { Timetable } from './timetable.ts'

test('what is due is taken in the order of its time, each once, and replaced times are forgotten', () => {
  const step = fc.record({ id: fc.integer({ min: 0, max: 9 }).map(String), at: fc.integer({ min: 0, max: 100 }), drops: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const timetable = new Timetable()
      const model = new Map<string, number>()
      for (const { id, at, drops } of steps) {
        if (drops) {
          timetable.delete(id)
          model.delete(id)
        } else {
          timetable.set(id, instant(at))
          model.set(id, at)
        }
      }
      expect(timetable.size).toBe(model.size)
      const taken: [string, number][] = []
      for (let entry = timetable.take(instant(50)); entry; entry = timetable.take(instant(50))) taken.push([entry.id, entry.at])
      expect(taken.map(([, at]) => at)).toEqual(taken.map(([, at]) => at).toSorted((one, other) => one - other))
      expect(new Map(taken)).toEqual(new Map([...model].filter(([, at]) => at <= 50)))
      expect(timetable.size).toBe([...model.values()].filter((at) => at > 50).length)
    }),
  )
})
