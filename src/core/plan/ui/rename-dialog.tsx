/** Another name for an entry of a list, in this plan and those below. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useReading } from './reading.ts'
import { usePlanChange } from './use-plan-change.ts'

interface RenameProps {
  readonly path: string
  readonly name: string
  readonly onClose: () => void
}

export function RenameDialog({ path, name, onClose }: RenameProps) {
  const { plan } = useReading()
  const [next, setNext] = useState(name)
  const change = usePlanChange({ done: onClose, toldHere: true })
  const title = `${path}.title`
  const words = i18n.t('{name} is called {next} for {of} now.', { name, next, of: plan.name })
  return (
    <FormDialog
      title={i18n.t('Rename {name}', { name })}
      onClose={onClose}
      verb={i18n.t('Save for {name}', { name: plan.name })}
      save={{ ...change, run: () => change.run({ set: [{ path: title, value: next }], words }) }}
    >
      <TextField label={i18n.t('Name')} autoFocus value={next} onChange={setNext} fault={change.problem?.of(title)} />
    </FormDialog>
  )
}
