/** Writes a playbook: its name, for which incidents it is suggested, and its steps in order. */
import { useState } from 'react'
import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { type Problem, useRead, useWrite } from '#design/session/client.ts'
import { SEVERITIES } from '#core/plan/domain/words.ts'
import { STEP_ROLES, STEPS_MAX, type StepRole } from '../domain/playbooks.ts'
import { INCIDENT_TYPES } from '../domain/security.ts'
import { TOUCHES, useCatalog, useIncidents } from './client.ts'
import { typeWords, type Creation, type Playbook, type Step } from './playbooks.ts'
import { roleWords, severityWords } from './words.ts'
import styles from './incidents.module.css'

type Fits = Playbook['fits']
/** `key` tells steps apart while they are moved. */
type DraftStep = Omit<Step, 'dueMinutes'> & { readonly dueMinutes: string; readonly key: string }

const draftOf = (step: Step): DraftStep => ({
  ...step,
  dueMinutes: step.dueMinutes === null ? '' : String(step.dueMinutes),
  key: crypto.randomUUID(),
})
const blank: Step = { title: '', detail: '', link: null, role: null, dueMinutes: null }
const ANYBODY = ''

interface PlaybookDialogProps {
  readonly applicationId: string
  /** Null: a new one. */
  readonly playbook: Playbook | null
  readonly onClose: () => void
}

export function PlaybookDialog({ applicationId, playbook, onClose }: PlaybookDialogProps) {
  const incidents = useIncidents()
  const [name, setName] = useState(playbook?.name ?? '')
  const [isOfAll, setOfAll] = useState(playbook?.applicationId === null)
  const [fits, setFits] = useState<Fits>(playbook?.fits ?? { types: [], severities: [], componentIds: [] })
  const [steps, setSteps] = useState<readonly DraftStep[]>(() => (playbook?.steps ?? [blank]).map(draftOf))
  const body = { name, fits: isOfAll ? { ...fits, componentIds: [] } : fits, steps: steps.map(stepOf) }
  const save = useWrite(
    () =>
      playbook === null
        ? incidents.call('createPlaybook', { body: { ...body, applicationId: isOfAll ? null : applicationId } })
        : incidents.call('changePlaybook', { params: { id: playbook.id }, body }, { ifMatch: playbook.version }),
    { touches: TOUCHES, done: onClose },
  )
  const isUnsaid = name.trim() === '' || steps.some(({ title }) => title.trim() === '')
  return (
    <FormDialog
      size="wide"
      title={playbook === null ? i18n.t('Write playbook') : i18n.t('Edit {name}', { name: playbook.name })}
      onClose={onClose}
      verb={i18n.t('Save')}
      save={save}
      why={isUnsaid ? i18n.t('Give it a name, and say of each step what is to be done.') : null}
    >
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
      {playbook === null ? (
        <Checkbox
          label={i18n.t('For all applications')}
          hint={i18n.t('Needs the right to write for all of them.')}
          checked={isOfAll}
          onChange={setOfAll}
        />
      ) : null}
      <FitsFields applicationId={isOfAll ? null : applicationId} fits={fits} onChange={setFits} />
      <StepsFields steps={steps} problem={save.problem} onChange={setSteps} />
    </FormDialog>
  )
}

function stepOf({ key: _key, dueMinutes, ...step }: DraftStep): Creation['steps'][number] {
  const trimmed = dueMinutes.trim()
  // What is no number is sent as it cannot be, so that the server says which step is wrong.
  return { ...step, dueMinutes: trimmed === '' ? null : /^\d+$/.test(trimmed) ? Number(trimmed) : 0 }
}

interface FitsFieldsProps {
  /** Null: of all applications, which have no component in common. */
  readonly applicationId: string | null
  readonly fits: Fits
  readonly onChange: (fits: Fits) => void
}

const toggled = <T,>(all: readonly T[], one: T): T[] => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one])

function FitsFields({ applicationId, fits, onChange }: FitsFieldsProps) {
  const query = { applicationId: applicationId ?? '', limit: 200 }
  const components = useRead(useCatalog(), 'listComponents', { query }, { enabled: applicationId !== null })
  return (
    <fieldset className={styles['components']}>
      <legend>{i18n.t('Suggested for; nothing chosen means all incidents')}</legend>
      {INCIDENT_TYPES.map((type) => (
        <Checkbox
          key={type}
          label={typeWords(type)}
          checked={fits.types.includes(type)}
          onChange={() => onChange({ ...fits, types: toggled(fits.types, type) })}
        />
      ))}
      {SEVERITIES.map((severity) => (
        <Checkbox
          key={severity}
          label={severityWords(severity).label}
          checked={fits.severities.includes(severity)}
          onChange={() => onChange({ ...fits, severities: toggled(fits.severities, severity) })}
        />
      ))}
      {applicationId === null
        ? null
        : components.data?.items.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={fits.componentIds.includes(id)}
              onChange={() => onChange({ ...fits, componentIds: toggled(fits.componentIds, id) })}
            />
          ))}
    </fieldset>
  )
}

interface StepsFieldsProps {
  readonly steps: readonly DraftStep[]
  readonly problem: Problem | null
  readonly onChange: (steps: readonly DraftStep[]) => void
}

function StepsFields({ steps, problem, onChange }: StepsFieldsProps) {
  const change = (key: string, to: Partial<DraftStep>) => onChange(steps.map((step) => (step.key === key ? { ...step, ...to } : step)))
  const full = steps.length >= STEPS_MAX ? i18n.t('Thirty steps are the most.') : null
  return (
    <>
      <ol className={styles['writing']} aria-label={i18n.t('Steps')}>
        {steps.map((step, index) => (
          <li key={step.key}>
            <StepFields step={step} number={index + 1} problem={problem} onChange={(to) => change(step.key, to)} />
            <span className={styles['moving']}>
              <IconButton
                label={i18n.t('Move step {number} up', { number: index + 1 })}
                icon={<ArrowUp aria-hidden />}
                why={index === 0 ? i18n.t('It is the first.') : null}
                onClick={() => onChange(movedUp(steps, index))}
              />
              <IconButton
                label={i18n.t('Remove step {number}', { number: index + 1 })}
                icon={<Trash2 aria-hidden />}
                why={steps.length === 1 ? i18n.t('A playbook has at least one step.') : null}
                onClick={() => onChange(steps.filter(({ key }) => key !== step.key))}
              />
            </span>
          </li>
        ))}
      </ol>
      <Button size="small" icon={<Plus aria-hidden />} why={full} onClick={() => onChange([...steps, draftOf(blank)])}>
        {i18n.t('Add step')}
      </Button>
    </>
  )
}

function movedUp(steps: readonly DraftStep[], index: number): readonly DraftStep[] {
  const moved = steps[index]
  if (moved === undefined || index === 0) return steps
  const rest = steps.filter((step) => step !== moved)
  return [...rest.slice(0, index - 1), moved, ...rest.slice(index - 1)]
}

interface StepFieldsProps {
  readonly step: DraftStep
  readonly number: number
  readonly problem: Problem | null
  readonly onChange: (to: Partial<DraftStep>) => void
}

function StepFields({ step, number, problem, onChange }: StepFieldsProps) {
  const faultOf = (field: string) => problem?.of(`steps.${number - 1}.${field}`)
  return (
    <div className={styles['outcome']}>
      <TextField
        label={i18n.t('Step {number}', { number })}
        value={step.title}
        onChange={(title) => onChange({ title })}
        fault={faultOf('title')}
      />
      <TextArea
        label={i18n.t('How')}
        optional
        rows={2}
        value={step.detail}
        onChange={(detail) => onChange({ detail })}
        fault={faultOf('detail')}
      />
      <TextField
        label={i18n.t('Link')}
        optional
        type="url"
        value={step.link ?? ''}
        onChange={(link) => onChange({ link: link.trim() === '' ? null : link })}
        fault={faultOf('link')}
      />
      <div className={styles['pair']}>
        <NativeSelect
          label={i18n.t('Who')}
          value={step.role ?? ANYBODY}
          onChange={(role) => onChange({ role: role === ANYBODY ? null : (role as StepRole) })}
          options={[{ value: ANYBODY, label: i18n.t('Anybody') }, ...STEP_ROLES.map((role) => ({ value: role, label: roleWords(role) }))]}
        />
        <TextField
          label={i18n.t('Due after minutes')}
          optional
          inputMode="numeric"
          value={step.dueMinutes}
          onChange={(dueMinutes) => onChange({ dueMinutes })}
          fault={faultOf('dueMinutes')}
        />
      </div>
    </div>
  )
}
