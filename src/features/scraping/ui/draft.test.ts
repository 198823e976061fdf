import { expect, test } from 'vitest'
import type { Target } from './client.ts'
import { bodyOf, draftOf } from './draft.ts'

const target = {
  name: 'node',
  url: 'http://shop-1:9100/metrics',
  intervalSeconds: 15,
  timeoutSeconds: 10,
  credentials: { kind: 'basic', username: 'scraper' },
  labels: { zone: 'eu', note: 'a=b' },
} as unknown as Target

test('a target that nobody changed is sent as it was, without its secret', () => {
  const { url, name, labels } = target
  expect(bodyOf(draftOf(target), target)).toEqual({ name, url, labels, intervalSeconds: 15, timeoutSeconds: 10 })
})

test('a secret is sent when one is written, when it is of another kind, and when none is wanted any more', () => {
  const draft = draftOf(target)
  expect(bodyOf({ ...draft, secret: 'new' }, target)).toMatchObject({
    credentials: { kind: 'basic', username: 'scraper', password: 'new' },
  })
  expect(bodyOf({ ...draft, kind: 'bearer', keepsSecret: false, secret: 't' }, target)).toMatchObject({
    credentials: { kind: 'bearer', token: 't' },
  })
  expect(bodyOf({ ...draft, kind: 'none', keepsSecret: false }, target)).toMatchObject({ credentials: { kind: 'none' } })
  expect(bodyOf(draftOf(null), null)).not.toHaveProperty('credentials')
})

test('labels are read line by line, and one without a value is left for the server to refuse', () => {
  const body = bodyOf({ ...draftOf(null), labels: ' zone = eu \n\nalone\n__proto__=p\n' }, null)
  expect(Object.entries(body.labels)).toEqual([
    ['zone', 'eu'],
    ['alone', ''],
    ['__proto__', 'p'],
  ])
})
