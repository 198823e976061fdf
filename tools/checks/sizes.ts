/**
 * Sizes of files, functions and surfaces. Over 250 lines a file is reported, over 400 it fails unless size-exceptions.json has
 * it; that list can only shrink.
 */
import { execFileSync } from 'node:child_process'
import { isCode, isTest, partOf, type SourceFile } from './tree.ts'

const REPORTED_LINES = 250
const FAILING_LINES = 400
const LIST = 'tools/checks/size-exceptions.json'

/** Lines as people count them: a final line break ends a line and begins none. */
const lineCount = ({ lines }: SourceFile): number => lines.length - (lines.at(-1) === '' ? 1 : 0)

const isSized = (file: SourceFile): boolean => isCode(file) || file.path.endsWith('.css')

type Exceptions = Readonly<Record<string, number>>

/** One sentence per file that is too long, and per entry of the list that is new, has grown or is needed no more. */
export function sizeFaults(files: readonly SourceFile[], root: string): readonly string[] {
  const listed = JSON.parse(files.find(({ path }) => path === LIST)?.text ?? '{}') as Exceptions
  const committed = committedExceptions(root) ?? listed
  const faults: string[] = []
  for (const file of files.filter(isSized)) {
    const count = lineCount(file)
    const allowed = listed[file.path]
    if (count > (allowed ?? FAILING_LINES)) faults.push(`${file.path}: ${count} lines, ${allowed ?? FAILING_LINES} are allowed: split it`)
    if (allowed !== undefined && count <= FAILING_LINES) faults.push(`${LIST}: ${file.path} has ${count} lines and needs no exception`)
  }
  for (const [path, lines] of Object.entries(listed)) {
    if (!files.some((file) => file.path === path)) faults.push(`${LIST}: ${path} does not exist`)
    if (lines > (committed[path] ?? 0)) faults.push(`${LIST}: the list can only shrink, but ${path} is new or has grown`)
  }
  return faults
}

/** The list at the last commit; undefined without git or before there is one. */
function committedExceptions(root: string): Exceptions | undefined {
  try {
    const text = execFileSync('git', ['show', `HEAD:${LIST}`], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return JSON.parse(text) as Exceptions
  } catch {
    return undefined
  }
}

/** docs/reports/sizes.md */
export function sizeReport(files: readonly SourceFile[]): string {
  const product = files.filter((file) => isSized(file) && file.path.startsWith('src/') && !isTest(file))
  const long = product.filter((file) => lineCount(file) > REPORTED_LINES).toSorted((a, b) => lineCount(b) - lineCount(a))
  return [
    '# Sizes',
    '',
    'Written by `npm run generate`. The soft limit of a file is 250 lines, the hard one 400.',
    '',
    '## Surface of each part',
    '',
    'What others can touch: exports of `public.ts`, routes of the contract, events published.',
    '',
    '| Part | public.ts | Routes | Events |',
    '|---|---:|---:|---:|',
    ...surfaces(product, files),
    '',
    `## Files over ${REPORTED_LINES} lines`,
    '',
    ...(long.length > 0 ? long.map((file) => `- ${file.path}: ${lineCount(file)}`) : ['None.']),
    '',
  ].join('\n')
}

function surfaces(product: readonly SourceFile[], files: readonly SourceFile[]): readonly string[] {
  const parts = [...new Set(product.map(({ path }) => partOf(path)).filter((part) => part !== undefined))].toSorted()
  return parts.map((part) => {
    const own = product.filter(({ path }) => partOf(path) === part)
    const count = (some: readonly SourceFile[], pattern: RegExp): number =>
      some.reduce((sum, { text }) => sum + [...text.matchAll(pattern)].length, 0)
    const open = count(
      own.filter(({ path }) => path.endsWith('/public.ts')),
      /^export (async )?(function|const|class|interface|type) /gm,
    )
    const routes = count(
      own.filter(({ path }) => /\/contract(\/|\.ts$)/.test(path)),
      /\broute\(\{/g,
    )
    const events = count(
      files.filter(({ path }) => path === `src/events/${part.split('/')[1]}.ts`),
      /\bdefineEvent\(/g,
    )
    return `| ${part} | ${open} | ${routes} | ${events} |`
  })
}
