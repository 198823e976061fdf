import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHttp } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'console-'))
let http: Awaited<ReturnType<typeof startTestHttp>>
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Pitcrew</title>')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'console.log(1)')
  writeFileSync(join(folder, 'assets/app-1a2b.js.gz'), gzipSync('console.log(1)'))
  writeFileSync(join(folder, '.secret'), 'hidden')
  http = await startTestHttp({}, { consoleFolder: folder, env: { PUBLIC_URL: 'https://pitcrew.example.com' } })
})
afterAll(async () => {
  await http.close()
  rmSync(folder, { recursive: true })
})

test('every address of the console gets its page, which is asked for anew each time', async () => {
  for (const path of ['/', '/applications/app_1/timeline', '/sign-in?next=%2F']) {
    const { status, headers, text } = await http.call(path)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain('<title>Pitcrew</title>')
  }
})

test('hashed files are kept for a year and sent compressed to who understands it', async () => {
  const { status, headers, text } = await http.call('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip' } })
  expect([status, text]).toEqual([200, 'console.log(1)'])
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(headers.get('content-encoding')).toBe('gzip')
})

test('a file that is not there is not found, rather than a page', async () => {
  const { status, json } = await http.call('/assets/app-old.js')
  expect([status, json.code]).toEqual([404, 'common.not_found'])
})

test('nothing outside the folder and no hidden file is served', async () => {
  for (const path of ['/.secret', '/..%2f..%2fetc/passwd', '/assets/..%2f.secret', '/%2e%2e/%2e%2e/etc/hosts.x']) {
    const { text } = await http.call(path)
    expect(text).not.toMatch(/hidden|root:|localhost/)
  }
})

test('behind https, browsers are told to stay with it', async () => {
  expect((await http.call('/')).headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('while the console is not built, its addresses say so', async () => {
  const bare = await startTestHttp({}, { consoleFolder: join(folder, 'nowhere') })
  const { status, json } = await bare.call('/')
  expect([status, json.detail]).toEqual([503, expect.stringContaining('npm run build')])
  await bare.close()
})
