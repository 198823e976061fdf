/**
 * `src/shells/console/field-messages.gen.ts`: what the server says about single fields, as messages. The English words are the key, as
 * they are in a catalogue, with `{0}` for whatever is put into them.
 */
import { isCode, isTest, type SourceFile } from '../checks/tree.ts'

/** Where such words stand: the server's own, and what contracts, decisions and actions of parts say. */
const SAYING = /^src\/(?:platform\/http|(?:core|features)\/[a-z-]+\/(?:contract|domain|actions|queries))\//

/** What follows the name of a field: `must be …`, `is required`; words for people end in no full stop. */
const SAID = /(['`])((?:must|may|is|has|needs|belongs) (?:(?!\1)[^\n])+)\1/g

export function fieldMessages(files: readonly SourceFile[]): string {
  const saying = files.filter((file) => SAYING.test(file.path) && isCode(file) && !isTest(file))
  const said = saying.flatMap(({ text }) => [...text.matchAll(SAID)].flatMap(([, , words = '']) => templateOf(words)))
  return [
    '/** Written by `npm run generate`: what the server says about single fields; the English words are the key. */',
    'export const fieldMessages: readonly string[] = [',
    ...[...new Set(said)].toSorted().map((words) => `  /*i18n*/ ${quoted(words)},`),
    ']',
    '',
  ].join('\n')
}

/** None for what is a whole sentence, or nothing but what is put in. */
function templateOf(words: string): readonly string[] {
  let at = 0
  const template = words.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, () => `{${at++}}`)
  return /[.$\\:]$/.test(template) || /\$\{|\{\{/.test(template) ? [] : [template]
}

/** As oxfmt would write it. */
function quoted(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`
}
