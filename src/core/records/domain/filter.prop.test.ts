import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toId } from '#kit/ids.ts'
import { FILTER_FIELDS, parseFilter, printFilter, withField, type FilterField, type RecordFilter } from './filter.ts'

const id = (thing: 'person' | 'client' | 'application') => fc.uuid().map((uuid) => toId(thing, uuid) as string)
const some = (value: fc.Arbitrary<string>, max = 6) => fc.uniqueArray(value, { minLength: 1, maxLength: max })
const values: Readonly<Record<FilterField, fc.Arbitrary<string[]>>> = {
  is: some(fc.constantFrom('open', 'closed'), 1),
  state: some(fc.stringMatching(/^[a-z][a-z_]{0,12}$/)),
  assignee: some(fc.oneof(fc.constantFrom('me', 'none'), id('person'))),
  client: some(fc.oneof(fc.constant('none'), id('client'))),
  application: some(id('application')),
  priority: some(fc.constantFrom('1', '2', '3', '9', 'none')),
  due: some(fc.constantFrom('overdue', '1d', '7d', 'none'), 1),
}
const filters = fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<RecordFilter>

test('a filter that is written as text and read again is the same', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(parseFilter(printFilter(filter))).toEqual({ ok: true, filter })
    }),
  )
})

test('the order of the fields and the space between them mean nothing', () => {
  const spaces = fc.stringMatching(/^[ \t\n]{1,3}$/)
  const written = filters.chain((filter) => {
    const terms = printFilter(filter).split(' ').filter(Boolean)
    return fc.tuple(fc.constant(filter), fc.shuffledSubarray(terms, { minLength: terms.length }), spaces)
  })
  fc.assert(
    fc.property(written, ([filter, terms, space]) => {
      expect(parseFilter(space + terms.join(space) + space)).toEqual({ ok: true, filter })
    }),
  )
})

test('whatever is typed is read or refused with words, never anything else', () => {
  const term = fc.oneof(
    fc.string(),
    fc.tuple(fc.constantFrom(...FILTER_FIELDS), fc.string()).map(([field, value]) => `${field}:${value}`),
  )
  fc.assert(
    fc.property(fc.array(term), (terms) => {
      const parsed = parseFilter(terms.join(' '))
      if (parsed.ok) expect(parseFilter(printFilter(parsed.filter))).toEqual(parsed)
      else expect(parsed.message.length).toBeGreaterThan(10)
    }),
  )
})

test('a field that is set and taken out again leaves the filter as it was', () => {
  fc.assert(
    fc.property(filters, fc.constantFrom(...FILTER_FIELDS), (filter, field) => {
      expect(withField(withField(filter, field, ['me']), field, filter[field])).toEqual(filter)
    }),
  )
})

test('what is wrong is named together with what would be right', () => {
  expect(parseFilter('is:open colour:red')).toEqual({ ok: false, message: expect.stringContaining('“colour:red”') })
  expect(parseFilter('due:tomorrow')).toEqual({ ok: false, message: 'has “tomorrow” for due:, which wants overdue, 1d, 7d or none' })
  expect(parseFilter('is:open is:closed')).toEqual({ ok: false, message: expect.stringContaining('is: twice') })
})
