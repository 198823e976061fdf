import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LABELS_MAX, NAME_BYTES_MAX, VALUE_BYTES_MAX } from './limits.ts'
import { labelBytes, readLabels } from './remote-write.ts'
import { identify, seriesKey, type Identity } from './series.ts'

const NAME = '__name__'
const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text !== NAME)
const labels = fc.dictionary(name, fc.string({ minLength: 1, maxLength: 20 }), { maxKeys: 5, noNullPrototype: true })
const identityOf = (of: Readonly<Record<string, string>>) => identify([NAME, 'm', ...Object.entries(of).flat()]) as Identity

test('the order of labels does not matter, their content does', () => {
  fc.assert(
    fc.property(labels, labels, (one, other) => {
      const turned = Object.fromEntries(Object.entries(one).toReversed())
      expect(seriesKey('e', identityOf(turned))).toBe(seriesKey('e', identityOf(one)))
      const isSame = isDeepStrictEqual(one, other)
      expect(seriesKey('e', identityOf(one)) === seriesKey('e', identityOf(other))).toBe(isSame)
    }),
  )
})

test('two clients with identical series never meet', () => {
  expect(seriesKey('environment of A', identityOf({}))).not.toBe(seriesKey('environment of B', identityOf({})))
})

test('a label with an empty value is the same as no label', () => {
  expect(identityOf({ zone: '', host: 'a' })).toEqual(identityOf({ host: 'a' }))
})

test('labels come back from their bytes as they were', () => {
  fc.assert(
    fc.property(labels, (one) => {
      const identity = identityOf(one)
      expect(identify(readLabels(labelBytes(identity)) ?? [])).toEqual(identity)
    }),
  )
})

describe('a series is refused with the reason', () => {
  const many = Array.from({ length: LABELS_MAX }, (_, index) => [`l${index}`, 'x']).flat()
  test.each([
    ['no_metric_name', ['host', 'a']],
    ['no_metric_name', [NAME, '', 'host', 'a']],
    ['label_invalid', [NAME, 'm', '', 'a']],
    ['label_repeated', [NAME, 'm', 'host', 'a', 'host', 'a']],
    ['too_many_labels', [NAME, 'm', ...many]],
    ['label_too_long', [NAME, 'm', 'a'.repeat(NAME_BYTES_MAX + 1), 'x']],
    ['label_too_long', [NAME, 'm', 'host', 'é'.repeat(VALUE_BYTES_MAX / 2 + 1)]],
    ['label_too_long', [NAME, 'm'.repeat(NAME_BYTES_MAX + 1)]],
  ])('%s', (reason, texts) => expect(identify(texts)).toBe(reason))
})
