/** One task: what is to be done, by whom, until when, and what happened. */
import { lazy, Suspense, useState } from 'react'
import { Check, Pencil, RotateCcw, Trash2, UserRound } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Due } from '#core/records/ui/list/columns.tsx'
import { worded } from '#core/records/ui/list/kind.ts'
import { Markdown } from '#design/markdown/markdown.tsx'
import { useReaders } from '#core/records/ui/list/people.ts'
import { useChanges } from '#core/records/ui/list/use-changes.ts'
import { RecordPage } from '#core/records/ui/record-page.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { Link } from '#design/link/link.tsx'
import { nameIn, useScope } from '#design/navigation/scope.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type TaskDetail, useTaskChanges, useTasks } from './client.ts'
import { taskScreen, tasksScreen } from './screens.ts'
import { taskKind } from './words.ts'
import styles from './tasks.module.css'

const TaskDialog = lazy(() => import('./task-dialog.tsx').then((module) => ({ default: module.TaskDialog })))
const AssignDialog = lazy(() => import('#core/records/ui/list/assign-dialog.tsx').then((module) => ({ default: module.AssignDialog })))

export function TaskPage() {
  const { params } = useScreen(taskScreen)
  const { data, error, refetch } = useRead(useTasks(), 'readTask', { params: { id: params.task } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <Task task={data} /> : <SkeletonRows />
}

function Task({ task }: { readonly task: TaskDetail }) {
  const people = useReaders('task', task.applicationId ?? task.clientId)
  const go = useGo()
  const [open, setOpen] = useState<'edit' | 'assign' | null>(null)
  const why = useWhyNot()('tasks.write')
  const { run, pending } = useChanges(useTaskChanges())
  const kind = taskKind()
  const isDone = task.state === 'done'
  const change = (of: Parameters<typeof run>[0]['items'][number]['change'], words: string) =>
    run({ items: [{ id: task.id, version: task.version, change: of }], words: () => words })
  const step = () =>
    isDone
      ? change({ state: 'open' }, i18n.t('{label} is open again.', { label: task.label }))
      : change({ state: 'done' }, i18n.t('{label} is done.', { label: task.label }))
  const remove = () => {
    change({ deleted: true }, i18n.t('{label} was deleted.', { label: task.label }))
    go(href(tasksScreen, {}))
  }
  useShortcut({ keys: 'E', label: isDone ? i18n.t('Reopen') : i18n.t('Complete'), group: 'page', run: () => (why ? undefined : step()) })
  useShortcut({ keys: 'A', label: i18n.t('Assign'), group: 'page', run: () => (why ? undefined : setOpen('assign')) })
  const state = worded(kind.states, task.state)
  return (
    <RecordPage
      record={task.id}
      label={task.label}
      title={task.title}
      crumbs={[{ label: i18n.t('Tasks'), to: href(tasksScreen, {}) }]}
      state={
        <StateLabel strong tone={state?.tone ?? 'unknown'}>
          {state?.label}
        </StateLabel>
      }
      owner={task.assignee?.name ?? null}
      clock={task.dueAt ? <Due row={task} isOpen={!isDone} /> : undefined}
      actions={
        <>
          <Button
            kind={isDone ? 'secondary' : 'primary'}
            icon={isDone ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
            why={why}
            pending={pending}
            onClick={step}
            shortcut="E"
          >
            {isDone ? i18n.t('Reopen') : i18n.t('Complete')}
          </Button>
          <Button icon={<UserRound aria-hidden />} why={why} onClick={() => setOpen('assign')} shortcut="A">
            {i18n.t('Assign')}
          </Button>
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => setOpen('edit')}>
            {i18n.t('Edit')}
          </Button>
          <IconButton label={i18n.t('Delete')} icon={<Trash2 aria-hidden />} why={why} onClick={remove} />
        </>
      }
      facts={<Facts task={task} />}
    >
      {task.description ? (
        <div className={styles['description']}>
          <Markdown text={task.description} />
        </div>
      ) : (
        <p className={styles['nothing']}>{i18n.t('No description.')}</p>
      )}
      <Suspense fallback={null}>
        {open === 'edit' ? <TaskDialog task={task} onClose={() => setOpen(null)} onDone={() => setOpen(null)} /> : null}
        {open === 'assign' ? (
          <AssignDialog
            people={people}
            onClose={() => setOpen(null)}
            onChoose={(person) =>
              change(
                { assigneeId: person?.id ?? null },
                person
                  ? i18n.t('{label} is with {name} now.', { label: task.label, name: person.name })
                  : i18n.t('{label} is nobody’s now.', { label: task.label }),
              )
            }
          />
        ) : null}
      </Suspense>
    </RecordPage>
  )
}

function Facts({ task }: { readonly task: TaskDetail }) {
  const scope = useScope()
  const priority = worded(taskKind().priorities, task.priority)
  return (
    <PropertyList
      title={i18n.t('Facts')}
      properties={[
        ...(task.record
          ? [{ label: i18n.t('Belongs to'), value: <Link to={task.record.href}>{`${task.record.label} ${task.record.title}`}</Link> }]
          : []),
        { label: i18n.t('Assignee'), value: task.assignee?.name ?? i18n.t('Nobody') },
        { label: i18n.t('Priority'), value: priority ? <StateLabel tone={priority.tone}>{priority.label}</StateLabel> : '–' },
        { label: i18n.t('Due'), value: <Due row={task} isOpen={task.state === 'open'} /> },
        { label: i18n.t('Application'), value: task.applicationId ? nameIn(scope, task.applicationId) : '–' },
        { label: i18n.t('Client'), value: task.clientId ? nameIn(scope, task.clientId) : i18n.t('The organisation’s own') },
        { label: i18n.t('Created'), value: <RelativeTime at={task.createdAt} /> },
        ...(task.createdBy ? [{ label: i18n.t('By'), value: task.createdBy.name }] : []),
        ...(task.completedAt ? [{ label: i18n.t('Done'), value: <RelativeTime at={task.completedAt} /> }] : []),
      ]}
    />
  )
}
