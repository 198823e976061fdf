import { expect, test } from 'vitest'
import { aMessage, aVisit } from '../testing.ts'
import { readMessage } from './item.ts'
import { RouteBook } from './route-book.ts'
import { OTHER_ROUTE, ROUTES_MAX } from './words.ts'

const itemsOf = (items: readonly unknown[]) => {
  const message = readMessage(aMessage(items))
  if (typeof message === 'string') throw new Error(message)
  return message
}

test('a message is read whole, with patterns in place of addresses whatever the page sent', () => {
  const { session, release, items, unreadable } = itemsOf(aVisit)
  expect({ session, release, unreadable }).toEqual({ session: '0123456789abcdef', release: 'web@7', unreadable: 0 })
  expect(items.map(({ kind, route, name }) => `${kind} ${route} ${name}`)).toEqual([
    'view /orders/:id ',
    'vital /orders/:id LCP',
    'vital /orders/:id CLS',
    'fetch /orders/:id /api/orders/:id',
    'feature /orders/:id checkout',
    'time /orders/:id ',
  ])
})

test('secrets and addresses of people are taken out of names', () => {
  const { items } = itemsOf([
    ['feature', 0, '/', 'mail to anna@example.com', 1, 0],
    ['fetch', 0, '/', 'api.example.com/users/anna@example.com?token=abc', 1, 200],
  ])
  expect(JSON.stringify(items)).not.toMatch(/anna|abc/)
})

test.each([
  ['no array', 'view'],
  ['an unknown kind', ['click', 0, '/', '', 1, 0]],
  ['a negative value', ['view', 0, '/', '', -1, 0]],
  ['no number', ['view', 0, '/', '', '1', 0]],
  ['a value of days', ['time', 0, '/', '', 1e12, 0]],
  ['a vital that is none', ['vital', 0, '/', 'XYZ', 1, 0]],
  ['a feature without a name', ['feature', 0, '/', '', 1, 0]],
  ['a request to no path', ['fetch', 0, '/', 'javascript:alert(1)', 1, 0]],
  ['something from yesterday', ['view', 86_400_000, '/', '', 1, 0]],
])('an item with %s is passed over and counted', (_, item) => {
  expect(itemsOf([item, aVisit[0]])).toMatchObject({ unreadable: 1, items: [{ kind: 'view' }] })
})

test.each([
  ['no JSON', '{', 'malformed'],
  ['no object', '1', 'malformed'],
  ['no session', '{"items":[]}', 'malformed'],
  ['a session that names somebody', JSON.stringify({ session: 'anna@example.com', items: [] }), 'malformed'],
  ['too many items', aMessage(Array.from({ length: 201 }, () => aVisit[0])), 'too_many_items'],
])('a message with %s is refused', (_, text, fault) => expect(readMessage(text)).toBe(fault))

test('an environment with too many routes has the further ones told together, and starts anew with the hour', () => {
  const book = new RouteBook()
  for (let i = 0; i < ROUTES_MAX; i++) expect(book.bounded('ours', `/page-${i}`, 0)).toBe(`/page-${i}`)
  expect(book.bounded('ours', '/one-more', 0)).toBe(OTHER_ROUTE)
  expect(book.bounded('ours', '/page-1', 0)).toBe('/page-1')
  expect(book.bounded('theirs', '/one-more', 0)).toBe('/one-more')
  expect(book.bounded('ours', '/one-more', 3_600_000)).toBe('/one-more')
})
