import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'
import { queryOf, readQuestion } from './question.ts'
import { meantBy, slipsBetween } from './spelling.ts'
import { searchVector, wordsOf } from './words.ts'

const place = { kind: 'task', clientId: '01890000-0000-7000-8000-0123456789ab', applicationId: null }
const texts = fc.oneof(fc.string(), fc.lorem({ maxCount: 40 }), fc.string({ unit: 'grapheme', maxLength: 80 }))

test('words are letters and digits only, so that nothing of a text is ever syntax', () => {
  fc.assert(
    fc.property(texts, texts, (title, text) => {
      for (const word of wordsOf(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
      expect(searchVector(place, title, text)).toMatch(/^([\p{L}\p{N}]+:\d+A? )*k_task:1C c_0123456789ab:1C$/u)
      expect(queryOf(readQuestion(text)) ?? '').toMatch(/^([\p{L}\p{N}]+(:\*)?( & |$))*$/u)
    }),
  )
})

test('words that are folded already stay as they are', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(wordsOf(wordsOf(text).join(' '))).toEqual(wordsOf(text))
    }),
  )
})

test('accents, case and signs make no difference', () => {
  expect(wordsOf('Die PRÜFUNG von Web-Shop v1.2 in der Straße')).toEqual([
    'die',
    'prufung',
    'von',
    'web',
    'shop',
    'v1',
    '2',
    'in',
    'der',
    'strasse',
  ])
  expect(wordsOf('証明書')).toEqual(['証', '明', '書'])
})

test('the pieces of an excerpt joined stand in the text as they are', () => {
  fc.assert(
    fc.property(texts, texts, (text, question) => {
      const pieces = excerptOf(text, new Set(wordsOf(question)), [])
      const joined = pieces.map((piece) => piece.text).join('')
      expect(text.replaceAll(/\s+/g, ' ')).toContain(joined.replace(/^…/, '').replace(/…$/, '').trim())
    }),
  )
})

test('an excerpt shows the word that was looked for, also far into a text', () => {
  const text = `${'nothing of note here '.repeat(100)}the Zertifikat expires${' and more of it'.repeat(100)}`
  const pieces = excerptOf(text, new Set(['zertifikat']), [])
  expect(pieces.find(({ hit }) => hit)?.text).toBe('Zertifikat')
  expect(excerptOf('Certificates expire', new Set(), ['certif'])[0]).toEqual({ text: 'Certificates', hit: true })
})

test('the last word counts as begun until a sign ends it; short ones do not', () => {
  expect(readQuestion('renew certif').prefix).toBe('certif')
  expect(readQuestion('renew certif ').prefix).toBeNull()
  expect(readQuestion('an ab').prefix).toBeNull()
})

test('a number is looked for with its kind, and without', () => {
  expect(readQuestion('tsk-12').numbered).toEqual({ kind: 'task', number: 12 })
  expect(readQuestion(' TSK 12 ').numbered).toEqual({ kind: 'task', number: 12 })
  expect(readQuestion('#12').numbered).toEqual({ kind: null, number: 12 })
  expect(readQuestion('xyz-12').numbered).toBeNull()
  expect(readQuestion('12 monkeys').numbered).toBeNull()
})

test('the distance of words is symmetric, and nought only for the same word', () => {
  const word = fc.stringMatching(/^[a-d]{0,7}$/)
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(slipsBetween(a, b)).toBe(slipsBetween(b, a))
      expect(slipsBetween(a, b) === 0).toBe(a === b)
    }),
  )
})

test('two letters exchanged are one slip, and the nearest word comes first', () => {
  expect(slipsBetween('certifciate', 'certificate')).toBe(1)
  expect(meantBy('certifciate', ['certificates', 'certificate', 'certain'])).toEqual(['certificate', 'certificates'])
  expect(meantBy('disk', ['task', 'disc', 'desks'])).toEqual(['disc'])
})
