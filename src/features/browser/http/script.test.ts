import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { SCRIPT } from './script.gen.ts'
import { scriptPublications, scriptOf } from './script.ts'

/** Promised to whoever puts it on a page. */
const GZIP_BYTES_MAX = 12_000

test('the script is small, stores nothing, and evaluates nothing, so that the strictest content policy lets it run', () => {
  expect(gzipSync(SCRIPT, { level: 9 }).length).toBeLessThanOrEqual(GZIP_BYTES_MAX)
  expect(SCRIPT).not.toMatch(/document\.cookie|localStorage|sessionStorage|indexedDB|\beval\(|new Function|innerHTML|\bimport\b/)
})

test('its address names what it holds, and its digest is told', async () => {
  const { url, integrity } = scriptOf({ config: { publicUrl: 'https://pitcrew.example' } as never })
  const named = scriptPublications.find(({ path }) => url.endsWith(path))
  expect(await named?.read({}, { acceptLanguage: '', query: new URLSearchParams() })).toMatchObject({
    body: SCRIPT,
    cacheControl: 'public, max-age=31536000, immutable',
  })
  expect(integrity).toMatch(/^sha384-[\w+/]{64}$/)
  expect(scriptPublications.map(({ path }) => path)).toContain('/pitcrew.js')
})
