import { expect, test } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

test.each([
  ['Web Shop', 'web-shop'],
  ['  Müller & Söhne GmbH ', 'muller-sohne-gmbh'],
  ['Straße', 'strasse'],
  ['shop.example.com:8443/admin', 'shop-example-com-8443-admin'],
  ['例え', 'application'],
  ['a'.repeat(100), 'a'.repeat(60)],
])('%s', (name, slug) => {
  expect(slugOf(name, 'application')).toBe(slug)
})

test('a taken short name gets a number and keeps within its length', () => {
  expect(freeSlug('shop', new Set())).toBe('shop')
  expect(freeSlug('shop', new Set(['shop', 'shop-2']))).toBe('shop-3')
  expect(freeSlug('a'.repeat(60), new Set(['a'.repeat(60)]))).toBe(`${'a'.repeat(58)}-2`)
})
