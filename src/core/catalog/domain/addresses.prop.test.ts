import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddresses } from './addresses.ts'

test('whatever is pasted, each entry ends as an address, a note or a fault with its line, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const { addresses, notes, faults } = parseAddresses(text)
      const lines = text.split(/\r\n|\r|\n/)
      const entries = lines.flatMap((line) => line.split(',')).filter((entry) => entry.trim() !== '')
      expect(addresses.length + notes.length + faults.length).toBe(entries.length)
      for (const { line } of [...addresses, ...notes, ...faults]) expect(lines[line - 1]?.trim()).not.toBe('')
    }),
    { numRuns: 2_000 },
  )
})

test('reading what was read gives the same address again', () => {
  const typed = fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' }).filter((url) => !url.includes(','))
  fc.assert(
    fc.property(typed, (text) => {
      const first = parseAddresses(text).addresses[0]
      fc.pre(first !== undefined)
      const again = parseAddresses(first?.url ?? '')
      expect(again.faults).toEqual([])
      expect(again.addresses[0]?.url).toBe(first?.url)
    }),
    { numRuns: 2_000 },
  )
})
