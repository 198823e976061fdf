import path from 'node:path'
import { expect, test } from 'vitest'
import { later, MINUTE_MS } from '#kit/time.ts'
import type { PublicPage } from '../domain/public-page.ts'
import { aPost, aPublicPage } from '../testing-page.ts'
import { copyOf } from './copy.ts'

const where = { publicUrl: 'https://help.example.com', copyUrl: 'https://copy.example.net/status' }
const PNG = { mediaType: 'image/png', content: Buffer.from([0x89, 0x50]).toString('base64') } as const
const posts = Array.from({ length: 25 }, (_, number) => aPost(number))
const textsOf = (page: PublicPage) => {
  const files = copyOf(page, where).flat()
  return new Map(files.map(({ path: at, body }) => [at, body.toString()]))
}

test('every link, picture and feed of a copied page is another file of the copy, but for following and help', () => {
  const texts = textsOf(aPublicPage({ posts, logo: PNG, supportUrl: 'https://shop.example.com/help' }))
  const outward = new Set<string>()
  for (const [at, text] of texts) {
    if (!at.endsWith('.html')) continue
    for (const [, target = ''] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
      if (/^https?:/.test(target)) outward.add(target)
      else expect([...texts.keys()], `${target} on ${at}`).toContain(path.posix.join(path.posix.dirname(at), target))
    }
  }
  const follow = ['en', 'de'].map((language) => `https://help.example.com/status/shop/subscribe/${language}`)
  expect([...outward].toSorted()).toEqual([...follow, 'https://shop.example.com/help'].toSorted())
})

test('a copy holds the page and all that was reported in each language, the feeds, the interface for programs and the pictures', () => {
  const texts = textsOf(aPublicPage({ posts, logo: PNG }))
  for (const at of ['index.html', 'index.de.html', 'history/3.html', 'history/3.de.html', `posts/${posts[24]?.id}.de.html`])
    expect(texts.get(at), at).toContain('<!doctype html>')
  expect(texts.get('index.de.html')).toContain('lang="de"')
  for (const at of ['feed.atom', 'feed.rss', 'badge.svg', 'widget.js', 'icon.png', 'logo.png', 'api/v2/summary.json', 'api/uptime.json'])
    expect([...texts.keys()]).toContain(at)
  expect(texts.get('feed.rss')).toContain(`<link>https://copy.example.net/status/shop/posts/${posts[0]?.id}.html</link>`)
  expect(texts.get('widget.js')).toContain('"https://copy.example.net/status/shop/api/v2/status.json"')
  expect(JSON.parse(texts.get('api/v2/status.json') ?? '').page.url).toBe('https://copy.example.net/status/shop/index.html')
})

test('what a reader opens first comes last, and what was reported is the same file as long as nobody says more', () => {
  const page = aPublicPage({ posts })
  const [first = [], second = [], last = []] = copyOf(page, where)
  expect(first.every(({ path: at }) => at.startsWith('posts/'))).toBe(true)
  expect(second.map(({ path: at }) => at)).toContain('history.html')
  expect(last.map(({ path: at }) => at)).toEqual(['index.html', 'index.de.html'])
  const [before, after] = [textsOf(page), textsOf({ ...page, builtAt: later(page.builtAt, 5 * MINUTE_MS) })]
  const changed = [...before.keys()].filter((at) => before.get(at) !== after.get(at))
  expect(changed.filter((at) => !at.startsWith('api/'))).toEqual(['index.html', 'index.de.html'])
})

test('nothing of a draft or a private page is copied, and no drawing that could run scripts', () => {
  expect(copyOf(aPublicPage({ isPrivate: true }), where)).toEqual([])
  expect(copyOf(aPublicPage({ pageState: 'draft' }), where)).toEqual([])
  const drawn = textsOf(aPublicPage({ logo: { mediaType: 'image/svg+xml', content: Buffer.from('<svg onload=x/>').toString('base64') } }))
  expect([...drawn.keys()]).not.toContain('logo.svg')
  expect([...drawn.values()].join('')).not.toContain('onload')
})
