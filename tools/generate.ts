/**
 * `npm run generate` writes every file that follows from others; `npm run check` fails when one is stale. All of them are
 * committed, so that a review sees what a change of a contract or a migration does to its readers. `-- --queries` also runs the
 * store tests and prints the statements they execute.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readImports } from './boundaries/cruise.ts'
import { thirdPartyNotices } from './checks/licences.ts'
import { sizeReport } from './checks/sizes.ts'
import { readTree } from './checks/tree.ts'
import { browserScript } from './generators/browser-script.ts'
import { generateClient } from './generators/client.ts'
import { generateMatrix } from './generators/matrix.ts'
import { printQueries } from './generators/queries.ts'
import { generateRows } from './generators/rows.ts'
import { codesPage, refusalMessages } from './generators/codes.ts'
import { fieldMessages } from './generators/field-messages.ts'
import { configurationPage } from './generators/configuration.ts'
import { drawing } from './generators/drawing.ts'
import { generateGermanSentences } from './generators/sentences.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Path below the root → content. */
type Generated = ReadonlyMap<string, string>

const GENERATORS: readonly ((root: string) => Promise<Generated>)[] = [
  () => generateRows(),
  () => generateClient(),
  () => generateMatrix(),
  generateGermanSentences,
  browserScript,
  async (root) => {
    const files = readTree(root)
    return new Map([
      ['docs/reports/error-codes.md', await codesPage(files, root)],
      ['src/shells/console/refusals.gen.ts', await refusalMessages(files, root)],
      ['src/shells/console/field-messages.gen.ts', fieldMessages(files)],
      ['docs/reports/sizes.md', sizeReport(files)],
      ['docs/operate/configuration.md', configurationPage()],
      ['THIRD_PARTY_NOTICES.md', thirdPartyNotices(root)],
      ['ARCHITECTURE.md', withBlock(read(root, 'ARCHITECTURE.md'), 'drawing', drawing((await readImports(root)).imports))],
    ])
  },
]

/** Paths of the generated files whose content is not what the generators make. */
export async function staleFiles(root: string): Promise<readonly string[]> {
  return [...(await generate(root))].filter(([path, content]) => read(root, path) !== content).map(([path]) => path)
}

async function generate(root: string): Promise<Generated> {
  // One after the other: the drawing reads all imports without a pause, and a connection to a store would time out beside it.
  const made: [string, string][] = []
  for (const generator of GENERATORS) made.push(...(await generator(root)))
  return new Map(made)
}

const read = (root: string, path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '')

/** The document with what stands between the two marks replaced. */
function withBlock(document: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- end of generated -->)`)
  if (!pattern.test(document)) throw new Error(`no block "<!-- generated: ${name} -->" to write into`)
  return document.replace(pattern, (_, start: string, end: string) => `${start}${content}\n${end}`)
}

async function main(): Promise<void> {
  if (process.argv.includes('--queries')) printQueries(ROOT)
  for (const [path, content] of await generate(ROOT)) {
    if (read(ROOT, path) === content) continue
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), content)
    console.log(`written: ${path}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
