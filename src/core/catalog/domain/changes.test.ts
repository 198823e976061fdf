import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'

test('only what really differs is a change', () => {
  const before = { name: 'Shop', url: null, componentIds: ['a', 'b'] }
  const asked = { name: 'Shop', url: 'https://shop.example/', componentIds: ['a', 'b'], position: undefined }
  expect(changesOf(before, asked)).toEqual({ fields: ['url'], before: { url: null }, after: { url: 'https://shop.example/' } })
})

test('a list in another order is a change', () => {
  expect(changesOf({ routes: ['/a', '/b'] }, { routes: ['/b', '/a'] }).fields).toEqual(['routes'])
})

test('a changed description is named, its words stay out of the log', () => {
  expect(changesOf({ description: 'old' }, { description: 'new' })).toEqual({ fields: ['description'], before: {}, after: {} })
})
