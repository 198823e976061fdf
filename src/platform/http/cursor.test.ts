import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fault } from '#kit/fault.ts'
import { decodeCursor, encodeCursor, pageFrom } from './cursor.ts'

const fieldOf = (text: string, order = 'name', columns = 2) => {
  try {
    return decodeCursor(text, order, columns)
  } catch (error) {
    return (error as Fault).fields[0]?.field
  }
}

test('a cursor gives back the sort values it was made of', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null))
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(decodeCursor(encodeCursor({ order: 'name', after: [a, b] }), 'name', 2)).toEqual([a, b])
    }),
  )
  expect(decodeCursor(undefined, 'name', 2)).toBeNull()
})

test('a cursor that was written by hand, cut, or made for another order is refused on query.cursor', () => {
  const good = encodeCursor({ order: 'name', after: ['Acme', 'id'] })
  for (const bad of [
    'nonsense',
    '',
    good.slice(0, -3),
    Buffer.from('[1,2]').toString('base64url'),
    encodeCursor({ order: 'name', after: ['x'] }),
  ]) {
    expect(fieldOf(bad)).toBe('query.cursor')
  }
  expect(fieldOf(good, '-createdAt')).toBe('query.cursor')
})

test('whatever the text, it is either a cursor or refused as a field', () => {
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(fieldOf(text)) || fieldOf(text) === 'query.cursor'))
})

test('a page is cut from one row more than it shows, and the last page has no cursor', () => {
  const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  const page = pageFrom(rows, 2, 'id', ({ id }) => [id])
  expect(page.items).toEqual([{ id: 'a' }, { id: 'b' }])
  expect(decodeCursor(page.nextCursor ?? undefined, 'id', 1)).toEqual(['b'])
  expect(pageFrom(rows, 3, 'id', ({ id }) => [id]).nextCursor).toBeNull()
})
