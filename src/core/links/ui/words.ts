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

/** States of every kind of record that can be linked. */
const states: Readonly<Record<string, string>> = {
  open: /*i18n*/ 'Open',
  done: /*i18n*/ 'Done',
  decided: /*i18n*/ 'Decided',
  superseded: /*i18n*/ 'Superseded',
}

/** Of the record at the other end. */
export function stateInWords(state: string): string {
  return i18n._(states[state] ?? state)
}

/** A type that this console does not know is told by its message when some part has it, else as it came. */
export function inWords(text: string): string {
  return i18n._(known[text] ?? text)
}
