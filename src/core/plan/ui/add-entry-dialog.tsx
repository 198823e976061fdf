/** A new entry of one of the plan's lists: only what it must say; everything else is set where it stands afterwards. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import type { Table } from './chapter-form.ts'
import type { Value } from './client.ts'
import { firstValue, isTitled, keyFor, requiredFields } from './entries.ts'
import { useReading } from './reading.ts'
import { usePlanChange } from './use-plan-change.ts'
import { ValueControl } from './value-control.tsx'

interface AddEntryProps {
  readonly table: Table & { readonly rows: string }
  readonly onClose: () => void
}

export function AddEntryDialog({ table, onClose }: AddEntryProps) {
  const reading = useReading()
  const { plan } = reading
  const [name, setName] = useState('')
  const fields = requiredFields(table.rows).filter(({ field }) => field !== 'title')
  const [values, setValues] = useState<Readonly<Record<string, Value>>>(() =>
    Object.fromEntries(fields.map(({ field, leaf }) => [field, firstValue(reading, leaf)])),
  )
  const add = usePlanChange({ done: onClose, toldHere: true })
  const entry = `${table.rows}.${keyFor(reading, table.rows, name)}`
  const titled = isTitled(entry)
  const run = () => {
    const own = fields.map(({ field }) => ({ path: `${entry}.${field}`, value: values[field] ?? '' }))
    const title = titled ? [{ path: `${entry}.title`, value: name.trim() }] : []
    add.run({ set: [...title, ...own], words: i18n.t('{name} is in the plan of {of} now.', { name: name.trim(), of: plan.name }) })
  }
  return (
    <FormDialog
      title={i18n.t('Add to {list}', { list: table.label })}
      onClose={onClose}
      verb={i18n.t('Add for {name}', { name: plan.name })}
      save={{ ...add, run }}
      why={name.trim() === '' ? i18n.t('Give it a name.') : null}
    >
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={add.problem?.of(`${entry}.title`)} />
      {fields.map(({ field, leaf }) => (
        <ValueControl
          key={field}
          labelShown
          leaf={leaf}
          label={labelOf(table, field)}
          value={values[field] ?? ''}
          onChange={(value) => setValues({ ...values, [field]: value })}
          fault={add.problem?.of(`${entry}.${field}`)}
        />
      ))}
    </FormDialog>
  )
}

/** What no table shows as a column. */
function labelOf({ columns }: Table, field: string): string {
  return columns.find((column) => column.field === field)?.label ?? (field === 'signal' ? i18n.t('Signal') : i18n.t('What it does'))
}
