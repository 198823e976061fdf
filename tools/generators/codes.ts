/** Every code that an answer can carry, from the tables made by `defineCodes`: docs/reports/error-codes.md, and their messages for the console. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Code } from '#kit/fault.ts'
import { isCode, isTest, type SourceFile } from '../checks/tree.ts'

/** Imports each file that calls `defineCodes` and prints what it exports. */
export async function codesPage(files: readonly SourceFile[], root: string): Promise<string> {
  const codes = await declaredCodes(files, root)
  return [
    '# Error codes',
    '',
    'Written by `npm run generate`. Errors leave Pitcrew as RFC 9457 problem documents; `code` is stable, `title` and `help` are for people.',
    '',
    '| Code | Status | Try again? | What it says | What to do |',
    '|---|---|---|---|---|',
    ...codes.map(
      ({ code, status, retryable, title, help }) => `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${title} | ${help} |`,
    ),
    '',
  ].join('\n')
}

/** `src/shells/console/refusals.gen.ts`: title and help of every code as messages, for readers of other languages than the server's. */
export async function refusalMessages(files: readonly SourceFile[], root: string): Promise<string> {
  const codes = await declaredCodes(files, root)
  const lines = codes.flatMap(({ code, title, help }) => [messageLine(code, title), messageLine(`${code}.help`, help)])
  return [
    '/** Written by `npm run generate`: what every refusal says, as messages by its code. The English is the server’s own. */',
    "import type { Sentences } from '#design/navigation/sentences.ts'",
    '',
    'export const refusals: Sentences = {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

/** As oxfmt would write it. */
function messageLine(key: string, text: string): string {
  const quoted = text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`
  const line = `  '${key}': /*i18n*/ ${quoted},`
  return line.length <= LINE_LENGTH_MAX ? line : `  '${key}':\n    /*i18n*/ ${quoted},`
}

const LINE_LENGTH_MAX = 140

/** By code. */
async function declaredCodes(files: readonly SourceFile[], root: string): Promise<readonly Code[]> {
  const declaring = files.filter(
    (file) => file.path.startsWith('src/') && isCode(file) && !isTest(file) && /= defineCodes\(/.test(file.text),
  )
  const modules = await Promise.all(
    declaring.map(({ path }) => import(pathToFileURL(join(root, path)).href) as Promise<Record<string, unknown>>),
  )
  const codes = modules.flatMap((module) => Object.values(module).flatMap(codesIn))
  return codes.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

function codesIn(exported: unknown): readonly Code[] {
  if (typeof exported !== 'object' || exported === null) return []
  return Object.values(exported).filter(
    (row): row is Code => typeof row === 'object' && row !== null && 'code' in row && 'retryable' in row && 'help' in row,
  )
}
