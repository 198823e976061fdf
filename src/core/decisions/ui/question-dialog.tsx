/** Asks a question with its context and options, or changes them while it is open. */
import { useState } from 'react'
import { Plus, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { type Decision, TOUCHES, useDecisions } from './client.ts'
import { dayOf, DueField, instantOf } from './due-field.tsx'
import { NOBODY, PersonField } from './person-field.tsx'
import styles from './decisions.module.css'

const ORGANISATION = 'organisation'

export interface QuestionDialogProps {
  /** Null: a new one. */
  readonly decision: Decision | null
  readonly onClose: () => void
  readonly onDone: (decision: Decision) => void
}

export function QuestionDialog({ decision, onClose, onDone }: QuestionDialogProps) {
  const decisions = useDecisions()
  const { personId } = useSession()
  const scope = useScope()
  const [question, setQuestion] = useState(decision?.question ?? '')
  const [context, setContext] = useState(decision?.context ?? '')
  const [options, setOptions] = useState<Decision['options']>(decision?.options ?? [])
  const [owner, setOwner] = useState(decision ? (decision.owner?.id ?? NOBODY) : personId)
  const [due, setDue] = useState(dayOf(decision?.dueAt ?? null))
  const [place, setPlace] = useState(scope.applicationId ?? scope.clientId ?? ORGANISATION)
  const filled = options.filter(({ title, text }) => title.trim() !== '' || text.trim() !== '')
  const body = { question, context, options: filled, ownerId: owner === NOBODY ? null : owner, dueAt: instantOf(due) }
  const save = useWrite(
    () =>
      decision
        ? decisions.call('changeDecision', { params: { id: decision.id }, body }, { ifMatch: decision.version })
        : decisions.call('createDecision', { body: { ...body, ...placeOf(place) } }),
    { touches: TOUCHES, done: onDone },
  )
  const title = decision ? i18n.t('Edit the question') : i18n.t('Ask for a decision')
  return (
    <FormDialog title={title} onClose={onClose} size="wide" verb={decision ? i18n.t('Save') : i18n.t('Ask')} save={save}>
      <TextField label={i18n.t('Question')} autoFocus value={question} onChange={setQuestion} fault={save.problem?.of('question')} />
      <TextArea
        label={i18n.t('Context')}
        optional
        rows={4}
        hint={i18n.t('What one must know to decide. Markdown.')}
        value={context}
        onChange={setContext}
        fault={save.problem?.of('context')}
      />
      <Options
        options={options}
        onChange={setOptions}
        fault={save.problem?.fields.find(({ field }) => field.startsWith('body.options'))?.message}
      />
      {decision ? null : (
        <Combobox
          label={i18n.t('About')}
          value={place}
          onChange={setPlace}
          options={[
            { value: ORGANISATION, label: i18n.t('Our own organisation') },
            ...scope.applications.map(({ id, name }) => ({ value: id, label: name, note: i18n.t('Application') })),
            ...scope.clients.map(({ id, name }) => ({ value: id, label: name, note: i18n.t('Client') })),
          ]}
        />
      )}
      <div className={styles['pair']}>
        <PersonField
          label={i18n.t('Owner')}
          value={owner}
          onChange={setOwner}
          place={decision ? (decision.applicationId ?? decision.clientId) : place === ORGANISATION ? null : place}
          nobody={i18n.t('Nobody yet')}
          fault={save.problem?.of('ownerId')}
        />
        <DueField value={due} onChange={setDue} fault={save.problem?.of('dueAt')} />
      </div>
    </FormDialog>
  )
}

/** A client and an application tell themselves apart by their ids. */
function placeOf(place: string) {
  if (place === ORGANISATION) return {}
  return place.startsWith('app_') ? { applicationId: place } : { clientId: place }
}

interface OptionsProps {
  readonly options: Decision['options']
  readonly onChange: (options: Decision['options']) => void
  readonly fault: string | undefined
}

function Options({ options, onChange, fault }: OptionsProps) {
  const change = (index: number, over: Partial<Decision['options'][number]>) =>
    onChange(options.map((option, at) => (at === index ? { ...option, ...over } : option)))
  return (
    <fieldset className={styles['options']}>
      <legend>{i18n.t('Options')}</legend>
      {options.map((option, index) => (
        <div key={index} className={styles['option']}>
          <TextField
            label={i18n.t('Option {number}', { number: index + 1 })}
            value={option.title}
            onChange={(title) => change(index, { title })}
          />
          <IconButton
            label={i18n.t('Remove option {number}', { number: index + 1 })}
            icon={<X aria-hidden />}
            onClick={() => onChange(options.filter((_, at) => at !== index))}
          />
          <TextArea
            label={i18n.t('What speaks for and against option {number}', { number: index + 1 })}
            hideLabel
            placeholder={i18n.t('What speaks for it, what against')}
            rows={2}
            value={option.text}
            onChange={(text) => change(index, { text })}
          />
        </div>
      ))}
      {fault ? <p role="alert">{fault}</p> : null}
      <Button size="small" kind="quiet" icon={<Plus aria-hidden />} onClick={() => onChange([...options, { title: '', text: '' }])}>
        {i18n.t('Add option')}
      </Button>
    </fieldset>
  )
}
