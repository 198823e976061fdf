import { expect, test } from 'vitest'
import { routeOf } from './route.ts'

test.each([
  ['/orders/4711/items?token=abc#top', '/orders/:id/items'],
  ['/users/anna@example.com', '/users/:id'],
  ['/users/anna%40example.com', '/users/:id'],
  ['/files/9f8a7b6c5d', '/files/:id'],
  ['/t/01890a5d-ac96-774b-bcce-b302099a8057', '/t/:id'],
  ['/docs/getting-started', '/docs/getting-started'],
  ['/v2/checkout', '/v2/checkout'],
  ['/blog/2026/11/', '/blog/:id/:id'],
  ['//', '/'],
  ['', '/'],
  ['/a/b/c/d/e/f/g/h/i/j', '/a/b/c/d/e/f/g/h/…'],
  ['/orders/:id', '/orders/:id'],
  [`/${'x'.repeat(500)}`, '/:id'],
])('%s is told as %s', (path, route) => {
  expect(routeOf(path)).toBe(route)
  expect(routeOf(route)).toBe(route)
})
