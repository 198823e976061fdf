import fc from 'fast-check'
import { compress } from 'snappyjs'
import { expect, test } from 'vitest'
import { SLACK_BYTES, unpack, unpackedSize } from './snappy.ts'

function unpacked(packed: Uint8Array): Buffer | string {
  const size = unpackedSize(packed)
  if (size === undefined) return 'no size'
  const into = Buffer.alloc(size.bytes + SLACK_BYTES)
  const outcome = unpack(packed, size.dataAt, into, size.bytes)
  return outcome === 'done' ? into.subarray(0, size.bytes) : outcome
}

/** Texts in which much comes again, near and far, as in what Prometheus sends. */
const repetitive = fc
  .array(fc.tuple(fc.constantFrom('a', 'ab', 'abc', 'instance="shop-0001:8080"', '\0\0\0', 'x'.repeat(70)), fc.nat({ max: 40 })), {
    maxLength: 60,
  })
  .map((pieces) => Buffer.from(pieces.map(([text, times]) => text.repeat(times)).join('')))

test('what another encoder packed comes back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(repetitive, fc.uint8Array({ maxLength: 5_000 })), (bytes) => {
      expect(unpacked(compress(bytes))).toEqual(Buffer.from(bytes))
    }),
  )
  const large = Buffer.alloc(300_000, 'a long way back, further than sixty-five thousand bytes. ')
  large.fill(1, 1_000, 200_000)
  expect(unpacked(compress(large))).toEqual(large)
})

test('copies of every distance and length overlap as they should', () => {
  for (let distance = 1; distance <= 9; distance++) {
    for (let length = 1; length <= 64; length++) {
      const start = Array.from({ length: distance }, (_, index) => index + 1)
      const packed = Buffer.from([distance + length, (distance - 1) << 2, ...start, ((length - 1) << 2) | 2, distance, 0])
      const expected = Array.from({ length: distance + length }, (_, index) => (index % distance) + 1)
      expect(unpacked(packed)).toEqual(Buffer.from(expected))
    }
  }
})

test('nothing is believed of a damaged body', () => {
  expect(unpacked(Buffer.from([]))).toBe('no size')
  expect(unpacked(Buffer.from([255, 255, 255, 255, 255, 1]))).toBe('no size')
  expect(unpacked(Buffer.from([4, 12, 1, 2]))).toBe('cut_off')
  expect(unpacked(Buffer.from([4, 0xf0]))).toBe('cut_off')
  expect(unpacked(Buffer.from([9, 0, 1, 0b1, 2]))).toBe('reaches_back_too_far')
  expect(unpacked(Buffer.from([9, 0, 1, 0b1, 0]))).toBe('reaches_back_too_far')
  expect(unpacked(Buffer.from([4, 0, 1, 0b1, 1]))).toBe('longer_than_said')
  expect(unpacked(Buffer.from([4, 0, 1]))).toBe('shorter_than_said')
  expect(unpacked(Buffer.from([1, 4, 1, 2]))).toBe('longer_than_said')
})

test('no input makes it write beyond what the body says it has', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat({ max: 400 }), (bytes, said) => {
      const into = Buffer.alloc(said + SLACK_BYTES + 8, 7)
      unpack(bytes, 0, into, said)
      expect(into.subarray(said + SLACK_BYTES)).toEqual(Buffer.alloc(8, 7))
    }),
    { numRuns: 2_000 },
  )
})
