import { expect, test } from 'vitest'
import { readerLanguage } from './reader-language.ts'

test.each([
  ['', 'en', 'en'],
  ['', 'de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'en', 'de'],
  ['en;q=0.5, de;q=0.7', 'en', 'de'],
  ['fr, nl;q=0.9', 'de', 'de'],
  ['fr, en;q=0.2', 'de', 'en'],
  ['de;q=0, en', 'de', 'en'],
  ['*', 'de', 'de'],
  ['de;q=hello', 'en', 'en'],
  [',;,q=;', 'en', 'en'],
] as const)('whoever accepts "%s" reads a page that is written in %s in %s', (accepted, own, language) => {
  expect(readerLanguage(own, { chosen: null, accepted })).toEqual({ language, isChosen: false })
})

test('what a reader chose counts before what their browser says, and a language that we lack is no choice', () => {
  expect(readerLanguage('en', { chosen: 'de', accepted: 'en' })).toEqual({ language: 'de', isChosen: true })
  expect(readerLanguage('en', { chosen: 'xx', accepted: 'de' })).toEqual({ language: 'de', isChosen: false })
})
