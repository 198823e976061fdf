import { expect, test } from 'vitest'
import { sentenceOf } from './sentence.ts'

const say = (sentence: string, particulars: Record<string, unknown>, personal: string[] = []) =>
  sentenceOf({ sentence, personal }, particulars)

test('particulars take their places in the sentence', () => {
  expect(say('added {count} of {name}', { count: 3, name: 'Shop' })).toBe('added 3 of Shop')
})

test('lists are read out, with the names of fields in words', () => {
  expect(say('changed {fields}', { fields: ['name', 'componentIds', 'clientId'] })).toBe('changed name, components, client')
})

test('what was personal and is erased is said as such, what is merely empty is not', () => {
  expect(say('invited {email}', { email: null }, ['email'])).toBe('invited an erased person')
  expect(say('moved to {url}', { url: null })).toBe('moved to nothing')
})

test('a value with braces of its own is not filled again', () => {
  expect(say('renamed to {name}', { name: '{secret}', secret: 'x' })).toBe('renamed to {secret}')
})

test('a long value is shortened and says so', () => {
  expect(say('said {text}', { text: 'x'.repeat(500) })).toHaveLength('said '.length + 200)
})
