import { expect, test } from 'vitest'
import { readYaml } from './yaml-text.ts'

test.each(['[', '{a: ', '- ', '? '])('a text that nests by %o without an end is told with its line and never parsed', (sign) => {
  const { faults, document } = readYaml(`title: x\n${sign.repeat(60_000)}`)
  expect(faults).toEqual([expect.objectContaining({ line: 2, what: 'Here is more nested than anything that is read here.' })])
  expect(document.contents).toBeNull()
})

test('brackets that are closed again are none too many, however many there are', () => {
  const { faults, document } = readYaml(`list:\n${'  - [a, {b: [c]}]\n'.repeat(500)}`)
  expect(faults).toEqual([])
  expect(document.toJS().list).toHaveLength(500)
})
