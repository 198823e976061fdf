/** The words of links in the reader's language. The server says them in English; a part with types of its own declares theirs. */
import { i18n } from '@lingui/core'

const known: Readonly<Record<string, string>> = {
  'relates to': /*i18n*/ 'relates to',
  causes: /*i18n*/ 'causes',
  'caused by': /*i18n*/ 'caused by',
  blocks: /*i18n*/ 'blocks',
  'blocked by': /*i18n*/ 'blocked by',
  'duplicate of': /*i18n*/ 'duplicate of',
  'duplicated by': /*i18n*/ 'duplicated by',
  fixes: /*i18n*/ 'fixes',
  'fixed by': /*i18n*/ 'fixed by',
  'follows from': /*i18n*/ 'follows from',
  'leads to': /*i18n*/ 'leads to',
  supersedes: /*i18n*/ 'supersedes',
  'superseded by': /*i18n*/ 'superseded by',
}

/** A type that this console does not know, and a state of any kind, is told by its message when some part has it, else as it came. */
export function inWords(text: string): string {
  return i18n._(known[text] ?? text)
}
