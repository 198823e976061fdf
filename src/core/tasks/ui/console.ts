/** What tasks contribute to the console. */
import { ListTodo, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { taskScreen, tasksScreen } from './screens.ts'

export const tasksConsole: ConsolePart = {
  name: 'tasks',
  follows: ['task', 'person'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: tasksScreen, permission: 'tasks.read', load: () => import('./tasks-page.tsx').then((page) => page.TasksPage) },
    { screen: taskScreen, permission: 'tasks.read', load: () => import('./task-page.tsx').then((page) => page.TaskPage) },
  ],
  navigation: [
    { to: href(tasksScreen, {}), label: () => i18n.t('Tasks'), icon: ListTodo, permission: 'tasks.read', key: 'T', group: 'work' },
  ],
  commands: [
    { id: 'tasks.add', label: () => i18n.t('Add task'), icon: Plus, to: href(tasksScreen, {}, { add: 'yes' }), permission: 'tasks.write' },
  ],
}
