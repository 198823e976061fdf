import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fault } from '#kit/fault.ts'
import { secretsUnder } from './open.ts'

const secrets = secretsUnder([randomBytes(32)])

test('whatever is sealed comes out unchanged, and the sealed bytes show nothing of it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 2_000 }), fc.string(), (plain, context) => {
      const sealed = secrets.seal(plain, context)
      expect(Buffer.from(sealed).includes(Buffer.from(plain))).toBe(false)
      expect(Buffer.from(secrets.open(sealed, context))).toEqual(Buffer.from(plain))
    }),
  )
})

test('a value opens only in the context for which it was sealed', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string(), (plain, context, other) => {
      fc.pre(context !== other && Buffer.from(context).compare(Buffer.from(other)) !== 0)
      expect(() => secrets.open(secrets.seal(plain, context), other)).toThrow(Fault)
    }),
  )
})

test('one changed bit in any region of the sealed bytes is noticed', () => {
  const sealed = Buffer.from(secrets.seal(Buffer.from('the value'), 'context'))
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(() => secrets.open(changed, 'context'), `bit ${bit}`).toThrow(Fault)
  }
})

test('sealed bytes that were cut or lengthened are refused', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.nat({ max: 300 }),
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      (plain, cut, more) => {
        const sealed = secrets.seal(plain, 'c')
        expect(() => secrets.open(sealed.subarray(0, Math.min(cut, sealed.length - 1)), 'c')).toThrow(Fault)
        expect(() => secrets.open(Buffer.concat([sealed, more]), 'c')).toThrow(Fault)
      },
    ),
  )
})

test('parts of two sealed values cannot be put together', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), fc.constantFrom(21, 53, 69, 81), (a, b, at) => {
      const [one, two] = [secrets.seal(a, 'c'), secrets.seal(b, 'c')]
      expect(() => secrets.open(Buffer.concat([one.subarray(0, at), two.subarray(at)]), 'c')).toThrow(Fault)
    }),
  )
})
