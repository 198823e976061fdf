import { expect, test } from 'vitest'
import { COVERAGES, coverageOf, hoursOf } from './coverage.ts'

test('every named restriction is known again, and one that has no name is kept', () => {
  for (const coverage of COVERAGES.filter((one) => one !== 'own')) expect(coverageOf(hoursOf(coverage, null))).toBe(coverage)
  const odd = { mon: [{ from: '10:00', to: '11:00' }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  expect(coverageOf(odd)).toBe('own')
  expect(hoursOf('own', odd)).toBe(odd)
})
