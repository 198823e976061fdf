/**
 * `src/core/records/domain/german.gen.ts`: what mails say to readers of German, from the tables of the parts and the German
 * catalogue of the console, so that both say the same.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { formatter } from '@lingui/format-po'
import { eventKinds } from './events.ts'

const CATALOGUE = 'src/shells/console/locales/de.po'

export async function generateGermanSentences(root: string): Promise<ReadonlyMap<string, string>> {
  const tables = await Promise.all(sentenceFiles(root).map((path) => sentencesIn(join(root, path))))
  const source = readFileSync(join(root, CATALOGUE), 'utf8')
  const german = await formatter().parse(source, { locale: 'de', sourceLocale: 'en', filename: CATALOGUE })
  const kinds = new Set((await eventKinds(root)).map(({ kind }) => kind))
  const entries = tables
    .flatMap((table) => Object.entries(table))
    .filter(([key]) => kinds.has(key) || key.startsWith('value.'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, english]) => `  ${quoted(key)}: ${quoted(german[english]?.translation || english)},`)
  return new Map([['src/core/records/domain/german.gen.ts', [HEAD, ...new Set(entries), '}', ''].join('\n')]])
}

const HEAD = `// Written by \`npm run generate\` from the tables of sentences and the German catalogue of the console; edit those instead.

/** What events say in German by their kind, and the words of closed values by \`value.<name>.<value>\`. */
export const german: Readonly<Record<string, string>> = {`

/** Of all parts that have one, from the root. */
function sentenceFiles(root: string): string[] {
  return ['src/core', 'src/features'].flatMap((floor) =>
    readdirSync(join(root, floor))
      .map((part) => `${floor}/${part}/ui/sentences.ts`)
      .filter((path) => existsSync(join(root, path))),
  )
}

async function sentencesIn(path: string): Promise<Readonly<Record<string, string>>> {
  const { sentences } = (await import(pathToFileURL(path).href)) as { readonly sentences: Readonly<Record<string, string>> }
  return sentences
}

/** As oxfmt would write it. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\')
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`
}
