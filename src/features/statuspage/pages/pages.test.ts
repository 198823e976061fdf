import { describe, expect, test } from 'vitest'
import { later, SECOND_MS } from '#kit/time.ts'
import type { PublicPage } from '../domain/public-page.ts'
import { TEXT_LENGTH_MAX, TITLE_LENGTH_MAX } from '../domain/limits.ts'
import { STATES } from '../domain/words.ts'
import { aComponent, aPost, aPublicPage } from '../testing-page.ts'
import type { Place } from './document.ts'
import { documentAt, FIXED_DOCUMENTS, nothingHere } from './document-at.ts'
import expectedSummary from './summary.test.json' with { type: 'json' }

const placeOf = (page: PublicPage, more: Partial<Place> = {}): Place => ({
  page,
  base: 'https://help.example.com/status/shop',
  isPrivate: false,
  language: page.language,
  isChosen: false,
  ...more,
})
const read = (page: PublicPage, rest = '', more: Partial<Place> = {}) => String(documentAt(placeOf(page, more), rest)?.body ?? '')
const json = (page: PublicPage, rest: string) => JSON.parse(read(page, rest))

describe('a public page', () => {
  test('says in words how everything is and was, in its language, without a script', () => {
    const page = aPublicPage({
      state: 'major_outage',
      components: [aComponent(1, { name: 'Web shop', state: 'major_outage' })],
      posts: [aPost(1)],
    })
    const english = read(page)
    for (const words of [
      'Out of service',
      'Web shop',
      'We are looking into it.',
      '90 days ago',
      '99.97 % up',
      'As of',
      '22 Nov 2026, 14:03 UTC',
    ])
      expect(english).toContain(words)
    expect(english).not.toContain('<script')
    expect(english).not.toMatch(/ style="| on[a-z]+="/)
    const german = read({ ...page, language: 'de' })
    for (const words of ['lang="de"', 'Ausgefallen', 'Wird untersucht', '99,97 % verfügbar', 'Stand']) expect(german).toContain(words)
  })

  test('speaks the language of its reader, keeps what they chose in its links, and says in which one people wrote', () => {
    const page = aPublicPage({ posts: [aPost(1)] })
    const chosen = read(page, '', { language: 'de', isChosen: true })
    for (const words of ['lang="de"', 'Wird untersucht', '<p lang="en">We are looking into it.', '/history?lang=de"', '>English</a>'])
      expect(chosen).toContain(words)
    expect(read(page, '', { language: 'de' })).not.toContain('/history?lang')
    expect(read(page, 'history')).toContain('href="https://help.example.com/status/shop/history?lang=de" lang="de" hreflang="de">Deutsch')
  })

  test('carries its own picture, or its letter in a colour on which it can be read', () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    const page = aPublicPage({ logo: { mediaType: 'image/svg+xml', content: Buffer.from(drawing).toString('base64') } })
    expect(read(page)).toContain('<img class="logo" src="https://help.example.com/status/shop/logo" alt="">')
    for (const rest of ['logo', 'icon'])
      expect(documentAt(placeOf(page), rest)).toMatchObject({
        mediaType: 'image/svg+xml',
        body: Buffer.from(drawing),
        policy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      })
    expect(documentAt(placeOf(aPublicPage()), 'logo')).toBeUndefined()
    expect(read(aPublicPage({ colour: '#ffe14d' }), 'icon')).toMatch(/fill="#000">S</)
    expect(read(aPublicPage({ colour: '#123456' }), 'icon')).toMatch(/fill="#fff">S</)
  })

  test('shows announcements apart from what is wrong, and which components a post affects', () => {
    const announcement = aPost(2, { kind: 'announcement', phase: 'announced', title: 'New addresses' })
    const text = read(aPublicPage({ components: [aComponent(1, { name: 'Web shop' })], posts: [aPost(1), announcement] }))
    expect(text.indexOf('<h2>Now</h2>')).toBeLessThan(text.indexOf('<h2>Announcements</h2>'))
    expect(text.indexOf('<h2>Announcements</h2>')).toBeLessThan(text.indexOf('New addresses'))
    expect(text).toContain('Affects: Web shop')
  })

  test('stays below 50 kB with as many components, posts and words as it may have', () => {
    const components = Array.from({ length: 50 }, (_, index) =>
      aComponent(index, { name: `Component ${'x'.repeat(60)} ${index}`, everyDays: 2 }),
    )
    const long = (number: number) => {
      const post = aPost(number, { title: 'T'.repeat(TITLE_LENGTH_MAX) })
      const [update] = post.updates
      return { ...post, updates: update ? Array.from({ length: 100 }, () => ({ ...update, text: 'ü'.repeat(TEXT_LENGTH_MAX) })) : [] }
    }
    const page = aPublicPage({ components, posts: Array.from({ length: 30 }, (_, index) => long(index)) })
    for (const rest of ['', 'history', 'history/3', `posts/${page.posts[0]?.id}`])
      expect(Buffer.byteLength(read(page, rest))).toBeLessThan(50_000)
    expect(documentAt(placeOf(page), 'history/4')).toBeUndefined()
  })

  test('shows texts as texts, whatever stands in them', () => {
    const evil = '<img src=x onerror=alert(1)>"\'&]]>'
    const page = aPublicPage({
      name: evil,
      intro: evil,
      components: [aComponent(1, { name: evil, group: evil })],
      posts: [aPost(1, { title: evil })],
    })
    for (const rest of FIXED_DOCUMENTS.filter((one) => !one.endsWith('.json') && !one.endsWith('.js')))
      expect(read(page, rest)).not.toContain('<img')
    expect(read(page, `posts/${page.posts[0]?.id}`)).not.toContain('<img')
  })

  test('takes no colour that is none, and its policy allows the one style only', () => {
    const document = documentAt(placeOf(aPublicPage({ colour: 'red}body{display:none' })), '')
    expect(document?.body).not.toContain('red}')
    expect(document?.policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /)
    expect(read(aPublicPage({ colour: '#123456' }))).toContain('--brand:#123456')
  })

  test('is kept by nobody else when it is private, and what is not open looks as if it were not there', () => {
    expect(documentAt(placeOf(aPublicPage(), { isPrivate: true }), '')).toMatchObject({
      cacheControl: 'private, no-store',
      isForAnySite: false,
    })
    expect(documentAt(placeOf(aPublicPage()), 'posts/018d0c5e-0000-7000-8000-000000000009')).toBeUndefined()
    expect(nothingHere()).toMatchObject({ status: 404, isForAnySite: false })
  })
})

describe('the same for programs', () => {
  test('has the shape that tools for status pages read', () => {
    const summary = json(
      aPublicPage({ state: 'major_outage', posts: [aPost(1), aPost(2, { kind: 'maintenance', phase: 'scheduled' })] }),
      'api/v2/summary.json',
    )
    expect(summary).toMatchObject(expectedSummary)
  })

  test('tells uptime in the seconds from which the page is drawn, and they are the whole', () => {
    const page = aPublicPage()
    const { components, from, to } = json(page, 'api/uptime.json')
    expect(components[0].seconds).toEqual(page.components[0]?.seconds)
    const sum = STATES.reduce((all, state) => all + components[0].seconds[state], 0)
    expect(sum).toBe((Date.parse(to) - Date.parse(from)) / SECOND_MS)
    expect(Math.round(STATES.reduce((all, state) => all + components[0].percent[state] * 100, 0))).toBe(10_000)
  })

  test('brings posts as feeds, and a badge', () => {
    const page = aPublicPage({ posts: [aPost(1, { endedAt: later(aPublicPage().builtAt, -1_000) })] })
    expect(read(page, 'feed.atom')).toContain('<title>Disruption of the shop</title>')
    expect(read(page, 'feed.rss')).toContain('<pubDate>Sun, 22 Nov 2026 13:03:00 GMT</pubDate>')
    expect(read(page, 'badge.svg')).toContain('aria-label="Shop: Everything works"')
    expect(read(page, 'widget.js')).toContain('/api/v2/status.json')
  })
})
