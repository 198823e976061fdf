import { expect, test } from 'vitest'
import { confirmationOf, isConfirmed, nobody, sizeOf, united } from './subject.ts'

const anna = { ...nobody, personIds: ['p1'], emails: ['anna@example.org'], names: ['Anna Berg'] }

test('what parts know of somebody is put together, each thing once', () => {
  const both = united(anna, { contactIds: ['c1'], emails: ['ANNA@example.org', 'a.berg@example.com'], names: ['Anna Berg', ' '] })
  expect(both).toEqual({ personIds: ['p1'], contactIds: ['c1'], emails: ['anna@example.org', 'a.berg@example.com'], names: ['Anna Berg'] })
  expect(sizeOf(both)).toBe(5)
})

test('an erasure is confirmed by typing the address of the person, in any case', () => {
  expect(confirmationOf(anna)).toBe('anna@example.org')
  expect(isConfirmed(anna, ' Anna@Example.org ')).toBe(true)
  expect(isConfirmed(anna, 'Anna Berg')).toBe(false)
})

test('somebody without an address is confirmed by name, and nobody by nothing', () => {
  expect(isConfirmed({ ...nobody, names: ['Anna Berg'] }, 'anna berg')).toBe(true)
  expect(isConfirmed(nobody, '')).toBe(false)
})
