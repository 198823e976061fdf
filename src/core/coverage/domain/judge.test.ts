import { expect, test } from 'vitest'
import { findingOf, inWords, isGap } from './judge.ts'

const by = (...knownBy: string[]) => ({ state: knownBy.length > 0 ? ('covered' as const) : ('missing' as const), knownBy })

test('an owner without a deputy is the only person who knows it', () => {
  expect(findingOf([by('olivia'), by()])).toBe('one_person_knows')
})

test('the same person as owner and as deputy is still one person', () => {
  expect(findingOf([by('olivia'), by('olivia')])).toBe('one_person_knows')
})

test('nobody who is here is a finding of its own', () => {
  expect(findingOf([by(), by()])).toBe('nobody_knows')
})

test('two people are enough, and columns that do not speak of people find nothing', () => {
  expect(findingOf([by('olivia'), by('tom')])).toBeNull()
  expect(findingOf([{ state: 'covered' }, { state: 'missing' }])).toBeNull()
})

test('an empty cell is a gap; one that is not needed is none', () => {
  expect(isGap({ cells: [{ state: 'missing' }], finding: null })).toBe(true)
  expect(isGap({ cells: [{ state: 'not_needed' }, { state: 'covered' }], finding: null })).toBe(false)
  expect(isGap({ cells: [], finding: 'one_person_knows' })).toBe(true)
})

test('a sentence takes the names that it is given', () => {
  expect(inWords('{name} has left: name {somebody}.', { name: 'Olivia' })).toBe('Olivia has left: name {somebody}.')
})
