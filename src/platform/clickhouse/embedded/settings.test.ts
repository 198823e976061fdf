import { expect, test } from 'vitest'
import { configXml, memoryCapBytes } from './settings.ts'

const GIB = 1024 ** 3

test.each([
  [1 * GIB, 0.5 * GIB],
  [2 * GIB, 0.5 * GIB],
  [4 * GIB, 1 * GIB],
  [8 * GIB, 2 * GIB],
  [64 * GIB, 2 * GIB],
])('of %d bytes of memory the engine may take %d', (available, cap) => {
  expect(memoryCapBytes(available)).toBe(cap)
})

test('the configuration survives a path with signs that mean something in XML', () => {
  expect(configXml('/a & <b>', GIB)).toContain('<allowed_path>/a &amp; &lt;b></allowed_path>')
})
