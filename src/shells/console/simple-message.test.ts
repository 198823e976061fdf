import { compileMessage } from '@lingui/message-utils/compileMessage'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSimple, piecesOf } from './simple-message.ts'

test('a simple message falls into the same pieces as by the compiler of the build', () => {
  const piece = fc.oneof(fc.stringMatching(/^[^{}'\\#<>|,]+$/), fc.stringMatching(/^\{[a-z]\w{0,8}\}$/))
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (parts) => {
      const message = parts.join('')
      expect(isSimple(message)).toBe(true)
      const compiled = compileMessage(message)
      expect(joined(piecesOf(message))).toEqual(joined(typeof compiled === 'string' ? [compiled] : compiled))
    }),
  )
})

test.each(['{count, plural, one {# day} other {# days}}', "It''s {name}", 'an open { brace'])('%s is left to the build', (message) => {
  expect(isSimple(message)).toBe(false)
})

/** Texts beside each other are one. */
function joined(pieces: readonly unknown[]): readonly unknown[] {
  const out: unknown[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') out[out.length - 1] = last + piece
    else out.push(piece)
  }
  return out
}
