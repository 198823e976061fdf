/**
 * One word per thing. GLOSSARY.md is a table: word, meaning, synonyms that we do not use. The synonyms are looked for in names
 * and texts of the product, as whole words and as parts of camelCase and snake_case names. Sample data speaks of other
 * people's software and may use their words.
 */
import { isCode, type SourceFile } from './tree.ts'

/** One sentence per line that uses a synonym. */
export function glossaryFaults(files: readonly SourceFile[]): readonly string[] {
  const words = synonyms(files.find(({ path }) => path === 'GLOSSARY.md')?.text ?? '')
  const pattern = new RegExp(`(?<![a-z])(${[...words.keys()].join('|')})s?(?![a-z])`, 'g')
  const looked = files.filter(
    (file) => file.path.startsWith('src/') && !file.path.startsWith('src/app/seed/') && (isCode(file) || file.path.endsWith('.sql')),
  )
  return looked.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      [...separated(line).matchAll(pattern)].map(
        ([, found]) => `${path}:${index + 1}: "${found}": the word here is "${words.get(found ?? '')}"`,
      ),
    ),
  )
}

/** Synonym → the word to use. */
function synonyms(glossary: string): ReadonlyMap<string, string> {
  const rows = [...glossary.matchAll(/^\| \*\*(.+?)\*\* \|.*\| ([^|]*) \|$/gm)]
  return new Map(
    rows
      .flatMap(([, word, not]) => (not ?? '').split(',').map((synonym) => [synonym.trim(), word ?? ''] as const))
      .filter(([synonym]) => /^[a-z ]+$/.test(synonym)),
  )
}

/** `customerId` and `customer_id` → `customer id`. */
function separated(line: string): string {
  return line
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}
