import { expect, test } from 'vitest'
import { BlockEncoder, encodeNative } from './native.ts'

test('a block is column by column, each with name, type and values', () => {
  const block = encodeNative([
    { name: 'a', type: 'UInt16', values: [1, 258] },
    { name: 's', type: 'String', values: ['x', 'é'] },
  ])
  const bytes = [2, 2, 1, 97, 6, ...Buffer.from('UInt16'), 1, 0, 2, 1, 1, 115, 6, ...Buffer.from('String'), 1, 120, 2, 0xc3, 0xa9]
  expect([...block]).toEqual(bytes)
})

test('columns of different length are refused by name', () => {
  const encode = () =>
    encodeNative([
      { name: 'a', type: 'UInt8', values: [1, 2] },
      { name: 'b', type: 'UInt8', values: [1] },
    ])
  expect(encode).toThrow('column b has 1 values instead of 2')
})

test.each([
  ['a negative unsigned number', { name: 'a', type: 'UInt8' as const, values: [-1] }],
  ['a number that is too large', { name: 'a', type: 'UInt8' as const, values: [256] }],
  ['a fraction', { name: 'a', type: 'UInt32' as const, values: [1.5] }],
  ['no number', { name: 'a', type: 'UInt32' as const, values: [Number.NaN] }],
  ['a whole number that JavaScript cannot hold exactly', { name: 'a', type: 'Int64' as const, values: [2 ** 53] }],
  ['half a UUID', { name: 'a', type: 'UUID' as const, values: ['0123'] }],
  ['a map key without its value', { name: 'a', type: 'Map(String, String)' as const, values: [['k']] }],
])('%s is refused rather than stored wrongly', (_what, column) => {
  expect(() => encodeNative([column])).toThrow(RangeError)
})

test('an encoder writes block after block as if each were the first', () => {
  const encoder = new BlockEncoder()
  const columns = (rows: number) => [{ name: 'n', type: 'UInt16' as const, values: Array.from({ length: rows }, (_, index) => index) }]
  for (const rows of [3, 700, 1]) expect(Buffer.from(encoder.encode(columns(rows)))).toEqual(Buffer.from(encodeNative(columns(rows))))
})

test('a value that stands in many rows is written as if it stood in each', () => {
  const repeated = {
    rows: 3,
    values: [
      { value: Buffer.of(1, 2), times: 2 },
      { value: Buffer.of(3, 4), times: 1 },
    ],
  }
  const plain = encodeNative([{ name: 'n', type: 'UInt16', values: [0x0201, 0x0201, 0x0403] }])
  expect(encodeNative([{ name: 'n', type: 'UInt16', repeated }])).toEqual(plain)
})
