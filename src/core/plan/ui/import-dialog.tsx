/** A plan as text: what is wrong is shown by line while one types, and what would change before it is saved. */
import { useDeferredValue, useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FilePicker } from '#design/file-picker/file-picker.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { ChangeList } from './change-list.tsx'
import { TOUCHES, usePlans, type PlanAnswer } from './client.ts'
import styles from './plan.module.css'

interface ImportProps {
  readonly plan: PlanAnswer
  readonly onClose: () => void
}

export function ImportDialog({ plan, onClose }: ImportProps) {
  const present = useRead(usePlans(), 'readPlanSource', { params: { plan: plan.of }, query: {} })
  return (
    <Dialog title={i18n.t('Import the plan of {name}', { name: plan.name })} open onClose={onClose} size="wide">
      {present.error ? <ErrorState problem={present.error} compact /> : null}
      {present.data ? <ImportForm plan={plan} present={present.data.source} onClose={onClose} /> : <SkeletonRows />}
    </Dialog>
  )
}

function ImportForm({ plan, present, onClose }: ImportProps & { readonly present: string }) {
  const plans = usePlans()
  const toast = useToast()
  const [source, setSource] = useState(present)
  const [note, setNote] = useState('')
  const checked = useRead(
    plans,
    'checkPlanSource',
    { params: { plan: plan.of }, body: { source: useDeferredValue(source) } },
    { keep: true },
  )
  const save = useWrite(
    () => plans.call('replacePlanSource', { params: { plan: plan.of }, body: { source, note } }, { ifMatch: plan.version }),
    {
      touches: TOUCHES,
      done: ({ version }) => {
        onClose()
        toast({ words: i18n.t('The plan of {name} is version {version} now.', { name: plan.name, version }) })
      },
    },
  )
  const faults = checked.data?.faults ?? []
  const why = faults.length > 0 ? i18n.t('Mend the faults below first.') : source === present ? i18n.t('Nothing is changed yet.') : null
  return (
    <FormLayout
      label={i18n.t('Import')}
      onSubmit={() => (why ? undefined : save.run(undefined))}
      actions={
        <Row>
          <Button type="submit" kind="primary" why={why} pending={save.pending}>
            {i18n.t('Save as version {version}', { version: plan.version + 1 })}
          </Button>
          <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
        </Row>
      }
    >
      <FilePicker accept=".yaml,.yml" label={i18n.t('Choose a YAML file')} onText={setSource} />
      <TextArea
        label={i18n.t('What {name} sets itself, as YAML', { name: plan.name })}
        hint={i18n.t('What is not written here is inherited. Comments are kept.')}
        mono
        rows={14}
        spellCheck={false}
        value={source}
        onChange={setSource}
      />
      <Outcome faults={faults} changes={checked.data?.changes ?? []} isChanged={source !== present} />
      <TextField label={i18n.t('Why')} optional value={note} onChange={setNote} maxLength={500} />
      <FormProblem problem={save.problem ?? checked.error} />
    </FormLayout>
  )
}

interface Fault {
  readonly line: number
  readonly path: string
  readonly what: string
  readonly todo: string
}

function Outcome(props: {
  readonly faults: readonly Fault[]
  readonly changes: Parameters<typeof ChangeList>[0]['changes']
  readonly isChanged: boolean
}) {
  const { faults, changes, isChanged } = props
  if (faults.length > 0) {
    return (
      <ul className={styles['faults']} aria-label={i18n.t('Faults')}>
        {faults.map((fault) => (
          <li key={`${fault.line} ${fault.path} ${fault.what}`}>
            <strong>{i18n.t('Line {line}', { line: fault.line })}</strong> {fault.path ? <code>{fault.path}</code> : null} {fault.what}{' '}
            {fault.todo}
          </li>
        ))}
      </ul>
    )
  }
  return isChanged ? <ChangeList changes={changes} /> : null
}
