/** Adds or changes a rule of an application; what it would have found can be seen before it is saved. */
import { useState } from 'react'
import { Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { ManagedByFile } from '#design/banner/managed-by-file.tsx'
import { Button } from '#design/button/button.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { SEVERITIES } from '../domain/words.ts'
import { type Rule, TOUCHES, useAlerting } from './client.ts'
import { bodyOf, emptyFields, fieldsOf, isWhole, KINDS, type RuleFields } from './rule-fields.ts'
import { RuleLimits } from './rule-limits.tsx'
import { RulePlace, RuleSource } from './rule-source.tsx'
import { RuleTrial } from './rule-trial.tsx'
import { kindWords } from './rule-words.ts'
import { modeWords, severityWords } from './words.ts'
import styles from './alerting.module.css'

interface RuleDialogProps {
  readonly applicationId: string
  /** Null: a new one. */
  readonly rule: Rule | null
  /** What a new one is filled with. */
  readonly draft?: RuleFields | null
  readonly onClose: () => void
}

const MODES = ['live', 'learning', 'off'] as const

export function RuleDialog({ applicationId, rule, draft = null, onClose }: RuleDialogProps) {
  const alerting = useAlerting()
  const toast = useToast()
  const [fields, setFields] = useState<RuleFields>(rule ? fieldsOf(rule) : (draft ?? emptyFields))
  const set = (next: Partial<RuleFields>) => setFields({ ...fields, ...next })
  const failed = (problem: { readonly message: string }) => toast({ words: problem.message, tone: 'failed' })
  const save = useWrite(
    () => {
      const body = bodyOf(fields)
      return rule?.id
        ? alerting.call('changeRule', { params: { id: rule.id }, body }, { ifMatch: rule.version })
        : alerting.call('createRule', { params: { id: applicationId }, body })
    },
    { touches: TOUCHES, done: onClose },
  )
  const remove = useWrite(() => alerting.call('deleteRule', { params: { id: rule?.id ?? '' } }), {
    touches: TOUCHES,
    done: onClose,
    failed,
  })
  const why = isWhole(fields) ? null : i18n.t('Name the rule, what it looks at and its limit.')
  return (
    <FormDialog
      title={rule ? i18n.t('Change rule') : i18n.t('Add rule')}
      verb={rule ? i18n.t('Save') : i18n.t('Add rule')}
      save={save}
      why={why}
      onClose={onClose}
      more={
        rule ? (
          <Button kind="quiet" icon={<Trash2 aria-hidden />} pending={remove.pending} onClick={() => remove.run(undefined)}>
            {i18n.t('Delete')}
          </Button>
        ) : null
      }
    >
      <ManagedByFile path={rule?.managedBy} />
      <TextField label={i18n.t('Name')} value={fields.name} onChange={(name) => set({ name })} />
      <div className={styles['matcher']}>
        <NativeSelect
          label={i18n.t('Severity')}
          value={fields.severity}
          onChange={(next) => set({ severity: SEVERITIES.find((one) => one === next) ?? 'major' })}
          options={SEVERITIES.map((value) => ({ value, label: severityWords(value).label }))}
        />
        <NativeSelect
          label={i18n.t('Mode')}
          value={fields.mode}
          onChange={(next) => set({ mode: MODES.find((one) => one === next) ?? 'learning' })}
          options={MODES.map((value) => ({ value, label: modeWords(value).label }))}
        />
        <NativeSelect
          label={i18n.t('Looks at')}
          value={fields.kind}
          onChange={(next) => set({ kind: KINDS.find((one) => one === next) ?? 'metric' })}
          options={KINDS.map((value) => ({ value, label: kindWords(value) }))}
        />
      </div>
      <RulePlace applicationId={applicationId} fields={fields} set={set} />
      <RuleSource applicationId={applicationId} fields={fields} set={set} />
      <RuleLimits fields={fields} set={set} />
      <TextField
        label={i18n.t('Runbook')}
        type="url"
        optional
        hint={i18n.t('Where it is written what to do when it fires; otherwise that of the application.')}
        value={fields.runbookUrl}
        onChange={(runbookUrl) => set({ runbookUrl })}
        fault={save.problem?.of('runbookUrl')}
      />
      <RuleTrial applicationId={applicationId} fields={fields} />
    </FormDialog>
  )
}
