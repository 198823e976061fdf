import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { request } from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bucketServer } from '#test/support/bucket-server.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { filesCodes } from './codes.ts'
import { openOutlet } from './outlet.ts'

const file = (text: string) => ({ body: Buffer.from(text), mediaType: 'text/html; charset=utf-8', freshSeconds: 30 })

describe('an outlet in a folder', () => {
  const folder = scratchFolder()
  const outlet = openOutlet({ kind: 'folder', folder })
  const read = (at: string) => readFileSync(join(folder, at), 'utf8')

  test('replaces files whole, for everybody to read, and leaves nothing beside them', async () => {
    await outlet.put('shop/posts/one.html', file('first'))
    await outlet.put('shop/posts/one.html', file('second'))
    expect(read('shop/posts/one.html')).toBe('second')
    expect(readdirSync(join(folder, 'shop', 'posts'))).toEqual(['one.html'])
    expect(statSync(join(folder, 'shop/posts/one.html')).mode & 0o777).toBe(0o644)
  })

  test('removes a file with the folders that it leaves empty, and no other; removing it again is no error', async () => {
    await outlet.put('shop/index.html', file('page'))
    await outlet.remove('shop/posts/one.html')
    expect(readdirSync(join(folder, 'shop'))).toEqual(['index.html'])
    await outlet.remove('shop/index.html')
    await outlet.remove('shop/index.html')
    expect(readdirSync(folder)).toEqual([])
  })

  test('makes no folder where nothing is mounted, and says so', async () => {
    const gone = join(scratchFolder(), 'not-mounted')
    await expect(openOutlet({ kind: 'folder', folder: gone }).put('shop/index.html', file('x'))).rejects.toMatchObject({
      code: filesCodes.missing,
      internal: `ENOENT at ${gone}`,
    })
    mkdirSync(gone)
    await openOutlet({ kind: 'folder', folder: gone }).put('shop/index.html', file('x'))
    rmSync(gone, { recursive: true })
  })

  test('a path that leads elsewhere is never written', async () => {
    await expect(outlet.put('../index.html', file('x'))).rejects.toThrow('a path of an outlet')
    await expect(outlet.remove('shop//index.html')).rejects.toThrow('a path of an outlet')
  })
})

/** A bucket as it answers whoever may not write. */
async function refusing(): Promise<string> {
  const server = createServer((asked, answer) => {
    asked.resume().on('end', () => answer.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('an outlet in a bucket', () => {
  test('files are there with their media type, are replaced and removed', async () => {
    const server = await bucketServer('status')
    const outlet = openOutlet({ kind: 'bucket', bucket: server.settings })
    const read = (at: string) => request(`${server.settings.endpoint}/status/${at}`)
    await outlet.put('shop/index.html', file('first'))
    await outlet.put('shop/index.html', file('second'))
    const { headers, body } = await read('shop/index.html')
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=30' })
    expect(await body.text()).toBe('second')
    await outlet.remove('shop/index.html')
    await outlet.remove('shop/index.html')
    const after = await read('shop/index.html')
    await after.body.dump()
    expect(after.statusCode).toBe(404)
  })

  test('says whether the bucket is not there, refuses, or does not answer', async () => {
    const { settings } = await bucketServer('status')
    const put = (wrong: object) => openOutlet({ kind: 'bucket', bucket: { ...settings, ...wrong } }).put('a.html', file('x'))
    await expect(put({ bucket: 'absent' })).rejects.toMatchObject({ code: filesCodes.missing })
    const endpoint = await refusing()
    await expect(put({ endpoint })).rejects.toMatchObject({ code: filesCodes.refused, internal: 'the bucket answered 403 AccessDenied' })
    await expect(put({ endpoint: 'http://127.0.0.1:1' })).rejects.toMatchObject({ code: filesCodes.unavailable })
  })
})
