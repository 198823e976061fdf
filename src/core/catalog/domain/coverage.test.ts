import { expect, test } from 'vitest'
import { coverageOf, decideOwners, handedOver } from './coverage.ts'

const owner = (personId: string) => ({ personId, part: 'owner' as const })
const deputy = (personId: string) => ({ personId, part: 'deputy' as const })

test('an owner with a deputy is covered, and the owner comes first', () => {
  expect(coverageOf([deputy('b'), owner('a')])).toEqual({ owners: [owner('a'), deputy('b')], inherited: false, coverage: 'covered' })
})

test('one owner alone is a finding: only one person knows this', () => {
  expect(coverageOf([owner('a')]).coverage).toBe('one_person')
})

test('deputies without an owner leave nobody responsible', () => {
  expect(coverageOf([deputy('a'), deputy('b')]).coverage).toBe('no_owner')
  expect(coverageOf([]).coverage).toBe('no_owner')
})

test('a component without people of its own takes those of its application', () => {
  expect(coverageOf([], [owner('a'), deputy('b')])).toEqual({ owners: [owner('a'), deputy('b')], inherited: true, coverage: 'covered' })
})

test('a component with people of its own takes only those', () => {
  expect(coverageOf([owner('c')], [owner('a'), deputy('b')])).toEqual({ owners: [owner('c')], inherited: false, coverage: 'one_person' })
})

test('two owners, or one person twice, are refused by their place', () => {
  expect(decideOwners([owner('a'), deputy('b')])).toEqual({ ok: true })
  expect(decideOwners([owner('a'), deputy('b'), owner('c')])).toEqual({ ok: false, reason: 'two_owners', index: 2 })
  expect(decideOwners([owner('a'), deputy('a')])).toEqual({ ok: false, reason: 'person_twice', index: 1 })
})

test('who leaves hands their part to another, who then has it once', () => {
  expect(handedOver([owner('a'), deputy('b')], 'a', 'c')).toEqual([deputy('b'), owner('c')])
  expect(handedOver([owner('a'), deputy('b')], 'a', 'b')).toEqual([owner('b')])
  expect(handedOver([owner('a'), deputy('b')], 'b', 'a')).toEqual([owner('a')])
  expect(handedOver([owner('a')], 'b', 'c')).toBeUndefined()
})
