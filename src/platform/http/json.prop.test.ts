import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fault } from '#kit/fault.ts'
import { parseJson } from './json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = (body: Uint8Array) => {
  try {
    parseJson(body)
    return undefined
  } catch (error) {
    return (error as Fault).fields[0]?.message
  }
}

test('every JSON value that has no suspicious key is read as JSON.parse reads it, however it is spaced', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space)
      fc.pre(!/"(__proto__|prototype)"/.test(text))
      expect(parseJson(bytes(text))).toEqual(JSON.parse(text))
    }),
  )
})

test('a key that stands twice is found wherever it is and however it is written', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.jsonValue(), (key, value) => {
      fc.pre(key !== '__proto__' && key !== 'prototype')
      const escaped = [...key]
        .map((sign) => [...Array(sign.length).keys()].map((i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''))
        .join('')
      const text = `[{"outer": {${JSON.stringify(key)} : ${JSON.stringify(value)}, "${escaped}": 1}}]`
      fc.pre(!/"(__proto__|prototype)"/.test(text))
      expect(refusal(bytes(text))).toContain('twice in one object')
    }),
  )
})

test('the same key in two objects, or as a value, is no duplicate', () => {
  expect(parseJson(bytes('[{"a":"a"},{"a":{"a":["a","a"]}}]'))).toEqual([{ a: 'a' }, { a: { a: ['a', 'a'] } }])
})

test('whatever the bytes, they are read or refused with a word for the person', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (body) => {
      const message = refusal(body)
      return message === undefined || /^(is|has) /.test(message)
    }),
  )
  expect(refusal(Uint8Array.of(0xff, 0xfe))).toBe('is not UTF-8 text')
})
