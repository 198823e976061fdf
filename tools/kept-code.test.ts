/** The compiled code that a run of the program leaves behind, in a checkout of its own with a program of a few lines. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'

let checkout = ''
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'pitcrew-kept-code-'))
  for (const folder of ['bin', 'dist/server']) mkdirSync(join(checkout, folder), { recursive: true })
  copyFileSync(new URL('../bin/program.mjs', import.meta.url), join(checkout, 'bin/program.mjs'))
})
afterEach(() => rmSync(checkout, { recursive: true }))

const build = (main: string) => writeFileSync(join(checkout, 'dist/server/main.cjs'), main)
const run = () => {
  const start = "import('./bin/program.mjs').then(({ runProgram }) => runProgram({ keep: true }))"
  return execFileSync(process.execPath, ['--input-type=module', '-e', start], { cwd: checkout, encoding: 'utf8' })
}
const kept = () => {
  const folder = join(checkout, 'dist/server/compiled')
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.code')) : []
}

test('a run keeps its compiled code, and the next one runs it', () => {
  build("process.stdout.write('first')")
  expect(run()).toBe('first')
  expect(kept()).toHaveLength(1)
  expect(run()).toBe('first')
})

test('a program that was built while another ran is what runs next, also when it is as long', () => {
  const later = "process.stdout.write('other')"
  build(
    `process.stdout.write('first');
    const fs = require('node:fs');
    fs.writeFileSync(__filename, ${JSON.stringify(later.padEnd(400))});
    fs.utimesSync(__filename, 1e9, 1e9)`.padEnd(400),
  )
  expect(run()).toBe('first')
  expect(kept()).toEqual([])
  expect(run()).toBe('other')
})
