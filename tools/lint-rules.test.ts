/** The rules of the house, and the ready-made ones that STYLE.md leans on, each shown a breach through the real linter. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Rule → a file that breaks it. */
const BREACHES: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'pitcrew(clock)': ['src/core/a/domain/now.ts', 'export const now = () => new Date()\n'],
  'pitcrew(no-sleep-in-tests)': ['src/core/a/slow.test.ts', 'setTimeout(() => undefined, 1_000)\n'],
  'pitcrew(units-in-names)': ['src/core/a/bound.ts', 'export interface Bound {\n  readonly timeout: number\n}\n'],
  'pitcrew(domain-does-not-throw)': ['src/core/a/domain/decide.ts', "export const decide = () => {\n  throw new Error('no')\n}\n"],
  'eslint(no-console)': ['src/core/a/loud.ts', "console.log('hello')\n"],
  'eslint(no-empty)': ['src/core/a/swallow.ts', 'export function swallow() {\n  try {\n    Math.random()\n  } catch {}\n}\n'],
  'eslint(max-lines-per-function)': ['src/core/a/long.ts', `export function long() {\n${'  Math.random()\n'.repeat(71)}}\n`],
  'eslint(max-depth)': [
    'src/core/a/deep.ts',
    'export function deep(a: boolean) {\n  if (a) {\n    if (a) {\n      if (a) {\n        if (a) {\n          Math.random()\n        }\n      }\n    }\n  }\n}\n',
  ],
  'import(no-default-export)': ['src/core/a/default.ts', 'export default 1\n'],
  'typescript(no-floating-promises)': ['src/core/a/floating.ts', 'const work = async () => 1\nexport function start() {\n  work()\n}\n'],
  'typescript(no-explicit-any)': ['src/core/a/any.ts', 'export const anything = (value: any) => String(value)\n'],
}

let folder: string
let output: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'planted-'))
  for (const path of ['.oxlintrc.json', 'tsconfig.json', 'package.json', 'tools/lint-rules.mjs'])
    cpSync(join(ROOT, path), join(folder, path))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.values(BREACHES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint')
  output = spawnSync(process.execPath, [oxlint, '-f', 'json'], { cwd: folder, encoding: 'utf8' }).stdout
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each(Object.keys(BREACHES))('a breach of %s is caught', (rule) => {
  const { diagnostics } = JSON.parse(output) as { diagnostics: readonly { code: string; filename: string }[] }
  const found = diagnostics.filter(({ code }) => code === rule).map(({ filename }) => filename)
  expect(found.some((name) => name.endsWith(BREACHES[rule]?.[0] ?? ''))).toBe(true)
})

test.each([
  ['identity: Refuse a role without a client.', 0],
  ['Identity: refuse it', 1],
  ['identity: refuse a role.', 1],
  [`identity: ${'A'.repeat(72)}.`, 1],
])('the commit message "%s" ends the hook with %i', (message, code) => {
  const file = join(folder, 'message')
  writeFileSync(file, `${message}\n`)
  expect(spawnSync(join(ROOT, 'tools/hooks/commit-msg'), [file]).status).toBe(code)
})

test('the hooks are programs that git can run', () => {
  expect(execFileSync('sh', ['-n', join(ROOT, 'tools/hooks/pre-commit')], { encoding: 'utf8' })).toBe('')
})
