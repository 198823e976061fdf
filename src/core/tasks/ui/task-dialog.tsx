/** Adds a task, or changes one. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { useReaders } from '#core/records/ui/list/people.ts'
import { Button } from '#design/button/button.tsx'
import { DateTimeField } from '#design/field/date-time-field.tsx'
import { MarkdownField } from '#design/field/markdown-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Combobox, Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { type TaskDetail, TOUCHES, useTasks } from './client.ts'
import { priorities } from './words.ts'
import styles from './tasks.module.css'

const NONE = 'none'

interface TaskDialogProps {
  /** Null: a new one. */
  readonly task: TaskDetail | null
  readonly onClose: () => void
  readonly onDone: (task: TaskDetail) => void
}

export function TaskDialog({ task, onClose, onDone }: TaskDialogProps) {
  const tasks = useTasks()
  const scope = useScope()
  const [title, setTitle] = useState(task?.title ?? '')
  const [description, setDescription] = useState(task?.description ?? '')
  const [assigneeId, setAssignee] = useState<string>(task?.assignee?.id ?? NONE)
  const [priority, setPriority] = useState(String(task?.priority ?? 3))
  const [dueAt, setDueAt] = useState(task?.dueAt ?? null)
  const [place, setPlace] = useState<string>(
    (task ? (task.applicationId ?? task.clientId) : (scope.applicationId ?? scope.clientId)) ?? NONE,
  )
  const people = useReaders('task', place === NONE ? null : place)
  const isApplication = scope.applications.some(({ id }) => id === place)
  const body = {
    title,
    description,
    assigneeId: assigneeId === NONE ? null : assigneeId,
    priority: Number(priority),
    dueAt,
    ...(task?.record ? {} : { applicationId: isApplication ? place : null, clientId: isApplication || place === NONE ? null : place }),
  }
  const save = useWrite(
    () =>
      task ? tasks.call('changeTask', { params: { id: task.id }, body }, { ifMatch: task.version }) : tasks.call('createTask', { body }),
    { touches: TOUCHES, done: onDone },
  )
  const heading = task ? i18n.t('Edit {name}', { name: task.label }) : i18n.t('Add task')
  return (
    <Dialog title={heading} open onClose={onClose}>
      <FormLayout
        label={heading}
        onSubmit={() => save.run(undefined)}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={save.pending}>
              {task ? i18n.t('Save') : i18n.t('Add')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <TextField label={i18n.t('Title')} autoFocus value={title} onChange={setTitle} fault={save.problem?.of('title')} />
        <MarkdownField
          label={i18n.t('Description')}
          rows={5}
          value={description}
          onChange={setDescription}
          fault={save.problem?.of('description')}
        />
        <div className={styles['pair']}>
          <Combobox
            label={i18n.t('Assignee')}
            value={assigneeId}
            onChange={setAssignee}
            options={[{ value: NONE, label: i18n.t('Nobody') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            fault={save.problem?.of('assigneeId')}
          />
          <Select
            label={i18n.t('Priority')}
            value={priority}
            onChange={setPriority}
            options={priorities().map(({ value, label }) => ({ value, label }))}
          />
          <DateTimeField label={i18n.t('Due')} optional value={dueAt} onChange={setDueAt} fault={save.problem?.of('dueAt')} />
          {task?.record ? null : (
            <Combobox
              label={i18n.t('Application or client')}
              value={place}
              onChange={setPlace}
              options={[
                { value: NONE, label: i18n.t('The organisation’s own') },
                ...scope.applications.map(({ id, name }) => ({ value: id, label: name })),
                ...scope.clients.map(({ id, name }) => ({ value: id, label: name, note: i18n.t('Client') })),
              ]}
            />
          )}
        </div>
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Dialog>
  )
}
