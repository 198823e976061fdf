/** What the events of errors say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'error_group.seen_first': /*i18n*/ 'saw {label} for the first time',
  'error_group.came_back': /*i18n*/ 'saw {label} come back',
  'error_group.resolved': /*i18n*/ 'resolved {label}',
  'error_group.ignored': /*i18n*/ 'ignored {label}',
  'error_group.reopened': /*i18n*/ 'reopened {label}',
  'error_group.assigned': /*i18n*/ 'assigned {label}',
  'error_group.unassigned': /*i18n*/ 'took {label} from its assignee',
  'error_group.merged': /*i18n*/ 'merged {label} into {intoLabel}',
  'error_group.split': /*i18n*/ 'split {label} off {fromLabel}',
  'hand_over.errors.assigned': /*i18n*/ 'Open errors',
  'topic.errors.given': /*i18n*/ 'An error is given to you',
  'topic.errors.came_back': /*i18n*/ 'An error of yours comes back',
  'error_origins.changed': /*i18n*/ 'said from which pages errors are taken',
  'source_maps.uploaded': /*i18n*/ 'uploaded source maps of {release}',
  'source_maps.removed': /*i18n*/ 'removed the source maps of {release}',
}
