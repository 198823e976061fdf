import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KnownTexts } from './known-texts.ts'

const read = (known: KnownTexts, bytes: Uint8Array): string =>
  known.read(Buffer.concat([Buffer.of(1), bytes, Buffer.of(2)]), 1, bytes.length + 1)

test('a text is read as its bytes say, however often and whatever came before', () => {
  const known = new KnownTexts()
  const few = fc.constantFrom('http.route', 'http.routf', 'é', 'e\u0301', '', '\u0000', '\ufffd', 'a'.repeat(40), 'a'.repeat(41))
  fc.assert(
    fc.property(fc.array(fc.oneof(few, fc.string({ unit: 'binary', maxLength: 50 })), { maxLength: 20 }), (texts) => {
      for (const text of [...texts, ...texts]) expect(read(known, Buffer.from(text))).toBe(Buffer.from(text).toString())
    }),
    { numRuns: 2_000 },
  )
})

test('bytes that are no UTF-8 are read as any reader reads them', () => {
  const known = new KnownTexts()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 45 }), (bytes) => {
      for (let times = 0; times < 2; times++) expect(read(known, bytes)).toBe(Buffer.from(bytes).toString())
    }),
    { numRuns: 5_000 },
  )
})
