import { expect, test } from 'vitest'
import { DOMAIN, isOwnHost, siteOf } from './site.ts'

test('a page with a host of its own is at its root, with the port and the scheme of Pitcrew', () => {
  expect(siteOf('https://support.example.com', { slug: 'shop', domain: null })).toBe('https://support.example.com/status/shop')
  expect(siteOf('https://support.example.com', { slug: 'shop', domain: 'status.shop.example' })).toBe('https://status.shop.example')
  expect(siteOf('http://127.0.0.1:7700', { slug: 'shop', domain: 'status.shop.example' })).toBe('http://status.shop.example:7700')
})

test('the host of Pitcrew itself is known', () => {
  expect(isOwnHost('https://support.example.com', 'support.example.com')).toBe(true)
  expect(isOwnHost('https://support.example.com:8443', 'support.example.com')).toBe(true)
  expect(isOwnHost('https://support.example.com', 'status.example.com')).toBe(false)
})

test.each(['status.example.com', 'status.xn--bcher-kva.example', 'a.io', 'up-time.shop.co.uk'])('%s is a host', (name) => {
  expect(DOMAIN.test(name)).toBe(true)
})

test.each([
  'localhost',
  '10.0.0.1',
  'Status.example.com',
  'status.example.com:80',
  '-a.example.com',
  'a..b.com',
  'https://a.b',
  'a b.com',
  '',
])('%o is none', (name) => {
  expect(DOMAIN.test(name)).toBe(false)
})
