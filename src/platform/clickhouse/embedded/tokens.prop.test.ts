import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteText } from '../quote.ts'
import { tokensOf, UnreadableSql } from './tokens.ts'

test('any text, quoted as we quote it, comes back as one token with the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect([...tokensOf(quoteText(text))]).toMatchObject([{ kind: 'text', value: text }])
    }),
  )
})

test('any input is either refused or covered by tokens in order, with nothing but spaces and comments between', () => {
  const piece = fc.oneof(
    fc.constantFrom("'", '"', '`', '\\', '$', '$x$', '--', '/*', '*/', '#', '\n', ' ', ';', '(', ')', "x'"),
    fc.constantFrom('file', 'select', '1', 'a'),
    fc.string({ maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const sql = pieces.join('')
      let end = 0
      try {
        for (const token of tokensOf(sql)) {
          expect(token.start).toBeGreaterThanOrEqual(end)
          expect(token.end).toBeGreaterThan(token.start)
          expect(sql.slice(end, token.start)).toMatch(/^(\s|--[^\n]*(\n|$)|#[ !][^\n]*(\n|$)|\/\*[\s\S]*?\*\/)*$/)
          end = token.end
        }
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableSql)
      }
    }),
    { numRuns: 2_000 },
  )
})
