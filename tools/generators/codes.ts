/** docs/reports/error-codes.md: every code that an answer can carry, from the tables made by `defineCodes`. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Code } from '#kit/fault.ts'
import { isCode, isTest, type SourceFile } from '../checks/tree.ts'

/** Imports each file that calls `defineCodes` and prints what it exports. */
export async function codesPage(files: readonly SourceFile[], root: string): Promise<string> {
  const declaring = files.filter(
    (file) => file.path.startsWith('src/') && isCode(file) && !isTest(file) && /= defineCodes\(/.test(file.text),
  )
  const modules = await Promise.all(
    declaring.map(({ path }) => import(pathToFileURL(join(root, path)).href) as Promise<Record<string, unknown>>),
  )
  const codes = modules.flatMap((module) => Object.values(module).flatMap(codesIn))
  return [
    '# Error codes',
    '',
    'Written by `npm run generate`. Errors leave Pitcrew as RFC 9457 problem documents; `code` is stable, `title` and `help` are for people.',
    '',
    '| Code | Status | Try again? | What it says | What to do |',
    '|---|---|---|---|---|',
    ...codes
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ code, status, retryable, title, help }) => `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${title} | ${help} |`),
    '',
  ].join('\n')
}

function codesIn(exported: unknown): readonly Code[] {
  if (typeof exported !== 'object' || exported === null) return []
  return Object.values(exported).filter(
    (row): row is Code => typeof row === 'object' && row !== null && 'code' in row && 'retryable' in row && 'help' in row,
  )
}
