/** What is to be done about an incident, and what is to be done so that it does not come back: tasks like all others. */
import { lazy, Suspense, useState } from 'react'
import { ListTodo, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { taskScreen } from '#core/tasks/ui/screens.ts'
import type { tasksContract } from '#core/tasks/contract/contract.ts'
import { useReaders } from '#core/records/ui/list/people.ts'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useClient, useWrite } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Incident, type Inside, TOUCHES } from './client.ts'
import { roleWords } from './words.ts'
import styles from './incidents.module.css'

const Suggestion = lazy(() => import('./suggestion.tsx').then((module) => ({ default: module.Suggestion })))

const NOBODY = 'nobody'
const TOUCHES_TASKS = [...TOUCHES, 'tasks']
const useTasks = () => useClient<typeof tasksContract>('tasks')

export function TasksCard({ incident, tasks }: { readonly incident: Incident; readonly tasks: Inside['tasks'] }) {
  const [adding, setAdding] = useState(false)
  const why = useWhyNot()('tasks.write')
  const mayWork = useSession().permissions.has('incidents.incidents.write')
  const client = useTasks()
  const toast = useToast()
  const step = useWrite(
    ({ id, state }: { id: string; state: 'open' | 'done' }) => client.call('changeTasks', { body: { items: [{ id, change: { state } }] } }),
    { touches: TOUCHES_TASKS, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
  return (
    <Card
      flush
      title={i18n.t('Tasks')}
      actions={
        <Button size="small" kind="quiet" icon={<Plus aria-hidden />} why={why} onClick={() => setAdding(true)}>
          {i18n.t('Add task')}
        </Button>
      }
    >
      {incident.state === 'closed' || !mayWork ? null : (
        <Suspense fallback={null}>
          <Suggestion incident={incident} />
        </Suspense>
      )}
      {tasks.length === 0 ? (
        <EmptyState compact icon={<ListTodo aria-hidden />} title={i18n.t('No tasks yet')}>
          {i18n.t('What is to be done now, and what is to be done so that it does not come back.')}
        </EmptyState>
      ) : (
        <ul className={styles['evidence']}>
          {tasks.map(({ id, label, title, state, assignee, role }) => (
            <li key={id}>
              <Checkbox
                label={title}
                checked={state === 'done'}
                why={why}
                onChange={(done) => step.run({ id, state: done ? 'done' : 'open' })}
              />
              <span className={styles['when']}>
                {assignee ? `${assignee.name} · ` : role ? `${roleWords(role)} · ` : null}
                <Link to={href(taskScreen, { task: id })}>{label}</Link>
              </span>
            </li>
          ))}
        </ul>
      )}
      {adding ? <AddTaskDialog incident={incident} onClose={() => setAdding(false)} /> : null}
    </Card>
  )
}

function AddTaskDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const client = useTasks()
  const people = useReaders('task', incident.applicationId ?? incident.clientId)
  const [title, setTitle] = useState('')
  const [assignee, setAssignee] = useState<string>(NOBODY)
  const body = { title, assigneeId: assignee === NOBODY ? null : assignee, record: incident.id }
  const save = useWrite(() => client.call('createTask', { body }), { touches: TOUCHES_TASKS, done: onClose })
  return (
    <FormDialog
      title={i18n.t('Add task')}
      onClose={onClose}
      verb={i18n.t('Add')}
      save={save}
      why={title.trim() === '' ? i18n.t('Say what is to be done first.') : null}
    >
      <TextField label={i18n.t('Title')} autoFocus value={title} onChange={setTitle} fault={save.problem?.of('title')} />
      <Combobox
        label={i18n.t('Assignee')}
        value={assignee}
        onChange={setAssignee}
        options={[{ value: NOBODY, label: i18n.t('Nobody') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        fault={save.problem?.of('assigneeId')}
      />
    </FormDialog>
  )
}
