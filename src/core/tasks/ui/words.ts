/** Tasks as lists show them, in the reader's language. */
import { i18n } from '@lingui/core'
import type { ListedKind, Worded } from '#core/records/ui/list/kind.ts'
import type { TaskRow } from './client.ts'

export function priorities(): readonly Worded[] {
  return [
    { value: '1', label: i18n.t('Urgent'), tone: 'critical' },
    { value: '2', label: i18n.t('High'), tone: 'major' },
    { value: '3', label: i18n.t('Normal'), tone: 'minor' },
    { value: '4', label: i18n.t('Low'), tone: 'off' },
  ]
}

export function taskKind(): ListedKind<TaskRow> {
  return {
    kind: 'task',
    many: i18n.t('Tasks'),
    states: [
      { value: 'open', label: i18n.t('Open'), tone: 'unknown' },
      { value: 'done', label: i18n.t('Done'), tone: 'good' },
    ],
    priorities: priorities(),
    closing: {
      open: 'open',
      closed: 'done',
      verb: i18n.t('Complete'),
      done: (count) => i18n.t('{count, plural, one {# task is done.} other {# tasks are done.}}', { count }),
    },
    writing: 'tasks.write',
  }
}
