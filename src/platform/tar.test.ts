import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { tarGz } from './tar.ts'

test('the archive is opened by an ordinary tar, whatever the length of its entries', async () => {
  const lengths = [0, 1, 511, 512, 513, 100_000]
  const entries = async function* () {
    for (const length of lengths) yield { name: `things/${length}.txt`, bytes: Buffer.alloc(length, 'x') }
  }
  const pieces: Uint8Array[] = []
  for await (const piece of tarGz(entries(), 1_700_000_000)) pieces.push(piece)
  const folder = scratchFolder()
  fs.writeFileSync(path.join(folder, 'a.tar.gz'), Buffer.concat(pieces))
  execFileSync('tar', ['-xzf', 'a.tar.gz'], { cwd: folder })
  for (const length of lengths) expect(fs.readFileSync(path.join(folder, `things/${length}.txt`), 'utf8')).toBe('x'.repeat(length))
})

test('a file goes through as it is read, and one that changes its length meanwhile spoils the archive rather than the entries after it', async () => {
  const content = async function* () {
    yield Buffer.from('one ')
    yield Buffer.from('two')
  }
  const packed = async (length: number) => {
    const entries = async function* () {
      yield { name: 'a.txt', length, content: content() }
    }
    const pieces: Uint8Array[] = []
    for await (const piece of tarGz(entries(), 1_700_000_000)) pieces.push(piece)
    return Buffer.concat(pieces)
  }
  const folder = scratchFolder()
  fs.writeFileSync(path.join(folder, 'a.tar.gz'), await packed(7))
  execFileSync('tar', ['-xzf', 'a.tar.gz'], { cwd: folder })
  expect(fs.readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('one two')
  await expect(packed(6)).rejects.toThrow(/length/)
})
