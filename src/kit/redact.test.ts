import { expect, test } from 'vitest'
import { redact } from './redact.ts'

const anna = { names: ['Anna Berg', 'Anna Berg-Lund'], emails: ['anna.berg@example.org'] }

test('names and addresses of a person are taken out of a text, whatever their case', () => {
  expect(redact('ANNA BERG-LUND wrote from Anna.Berg@example.org.', anna)).toBe('[–] wrote from [–].')
})

test('words that only contain a name stay', () => {
  expect(redact('Joanna Bergmann, xanna.berg@example.org', anna)).toBe('Joanna Bergmann, xanna.berg@example.org')
})

test('short names are left alone, for they are words too', () => {
  expect(redact('Mark it as done by May', { names: ['Mark', 'May'], emails: [] })).toBe('Mark it as done by May')
})

test('signs with a meaning in patterns are taken literally', () => {
  expect(redact('a (C++) guru', { names: ['a (C++) guru'], emails: [] })).toBe('[–]')
})
