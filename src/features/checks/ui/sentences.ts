/** What the events of checks say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'
import { REASON_WORDS } from '../contract/reason-words.ts'

const down = Object.entries(REASON_WORDS).flatMap(([reason, words]) => [
  [`now.checks.${reason}`, /*i18n*/ '{name} is down in {environment}'],
  [`now.checks.${reason}.reason`, words],
])

export const sentences: Sentences = {
  'check.created': /*i18n*/ 'added the check {name}',
  'check.changed': /*i18n*/ 'changed {fields} of the check {name}',
  'check.paused': /*i18n*/ 'paused the check {name}',
  'check.resumed': /*i18n*/ 'resumed the check {name}',
  'check.rested': /*i18n*/ 'let the check {name} rest',
  'check.woken': /*i18n*/ 'woke the check {name}',
  'check.deleted': /*i18n*/ 'deleted the check {name}',
  'check.target_approved': /*i18n*/ 'approved that {name} asks a private network',
  'check.secret_renewed': /*i18n*/ 'renewed the address of {name}',
  'check.went_down': /*i18n*/ 'found {name} down',
  'check.came_up': /*i18n*/ 'found {name} up',
  'check.became_unknown': /*i18n*/ 'could not look at {name}',
  ...(Object.fromEntries(down) as Sentences),
}
