/** What the events of tasks say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'task.created': /*i18n*/ 'added the task {label}',
  'task.changed': /*i18n*/ 'changed {fields} of {label}',
  'task.assigned': /*i18n*/ 'assigned {label}',
  'task.unassigned': /*i18n*/ 'took {label} from its assignee',
  'task.completed': /*i18n*/ 'completed {label}',
  'task.reopened': /*i18n*/ 'reopened {label}',
  'task.deleted': /*i18n*/ 'deleted {label}',
  'task.restored': /*i18n*/ 'brought {label} back',
  'task.fell_due': /*i18n*/ 'saw {label} fall due',
  'hand_over.tasks.assigned': /*i18n*/ 'Open tasks',
  'hand_over.tasks.assigned.assignee': /*i18n*/ 'Works on it',
  'now.tasks.overdue': /*i18n*/ '{title}',
  'now.tasks.overdue.reason': /*i18n*/ 'Your task {label} is overdue',
  'now.tasks.due': /*i18n*/ '{title}',
  'now.tasks.due.reason': /*i18n*/ 'Your task {label} is due within 24 hours',
  'topic.tasks.given': /*i18n*/ 'A task is given to you',
  'topic.tasks.due': /*i18n*/ 'A task of yours falls due',
}
