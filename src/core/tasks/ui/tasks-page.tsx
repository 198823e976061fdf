/** Tasks: what somebody has to do until when. */
import { lazy, Suspense } from 'react'
import { ListTodo, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { EVERYTHING } from '#core/records/ui/list/address.ts'
import { RecordList, useListed } from '#core/records/ui/list/record-list.tsx'
import { Button } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { usePages, useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { useTaskChanges, useTasks } from './client.ts'
import { taskScreen, tasksScreen } from './screens.ts'
import { taskKind } from './words.ts'

const TaskDialog = lazy(() => import('./task-dialog.tsx').then((module) => ({ default: module.TaskDialog })))

export function TasksPage() {
  const tasks = useTasks()
  const changes = useTaskChanges()
  const go = useGo()
  const { search, update } = useScreen(tasksScreen)
  const why = useWhyNot()('tasks.write')
  const { filter, sort } = useListed(tasksScreen)
  const pages = usePages(tasks, 'listTasks', { query: { filter, sort } })
  const counted = useRead(tasks, 'countTasks', { query: { filter } }, { keep: true })
  const add = () => update({ add: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Add task'), group: 'page', run: () => (why ? undefined : add()) })
  const addButton = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={add} shortcut="C">
      {i18n.t('Add task')}
    </Button>
  )
  return (
    <>
      <RecordList
        kind={taskKind()}
        screen={tasksScreen}
        pages={pages}
        count={counted.data}
        to={({ id }) => href(taskScreen, { task: id })}
        changes={changes}
        actions={addButton}
        empty={
          search.filter === EVERYTHING ? (
            <EmptyState icon={<ListTodo aria-hidden />} title={i18n.t('No tasks yet')} action={addButton}>
              {i18n.t('A task says what is to be done, by whom and until when. It can stand alone or belong to a record.')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<ListTodo aria-hidden />}
              title={search.filter === undefined ? i18n.t('No open tasks') : i18n.t('No task fits these filters.')}
              action={<Button onClick={() => update({ filter: EVERYTHING })}>{i18n.t('Show all tasks')}</Button>}
            />
          )
        }
      />
      {search.add ? (
        <Suspense fallback={null}>
          <TaskDialog task={null} onClose={() => update({ add: undefined })} onDone={(task) => go(href(taskScreen, { task: task.id }))} />
        </Suspense>
      ) : null}
    </>
  )
}
