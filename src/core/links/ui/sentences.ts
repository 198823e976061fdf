/** What the events of links say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'link.added': /*i18n*/ 'linked it: {words} {other}',
  'link.removed': /*i18n*/ 'took a link away: {words} {other}',
  'value.words.relates to': /*i18n*/ 'relates to',
  'value.words.causes': /*i18n*/ 'causes',
  'value.words.caused by': /*i18n*/ 'caused by',
  'value.words.blocks': /*i18n*/ 'blocks',
  'value.words.blocked by': /*i18n*/ 'blocked by',
  'value.words.duplicate of': /*i18n*/ 'duplicate of',
  'value.words.duplicated by': /*i18n*/ 'duplicated by',
  'value.words.fixes': /*i18n*/ 'fixes',
  'value.words.fixed by': /*i18n*/ 'fixed by',
  'value.words.follows from': /*i18n*/ 'follows from',
  'value.words.leads to': /*i18n*/ 'leads to',
  'value.words.supersedes': /*i18n*/ 'supersedes',
  'value.words.superseded by': /*i18n*/ 'superseded by',
}
