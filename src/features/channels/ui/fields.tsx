/** The fields of a channel or provider, each a line of text or a choice. */
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { Select } from '#design/select/select.tsx'
import type { FieldWords } from './words.ts'

export interface FieldsProps {
  readonly fields: readonly FieldWords[]
  readonly values: Readonly<Record<string, string>>
  readonly onChange: (values: Readonly<Record<string, string>>) => void
  /** Names of fields that are kept when they stay empty. */
  readonly kept?: readonly string[]
  readonly fault?: (name: string) => string | undefined
}

export function Fields({ fields, values, onChange, kept = [], fault }: FieldsProps) {
  return fields.map(({ name, label, placeholder, hint, options }) => {
    const change = (value: string) => onChange({ ...values, [name]: value })
    if (options) {
      const choices = options.map((value) => ({ value, label: value }))
      return <Select key={name} label={label} value={values[name] ?? options[0] ?? ''} onChange={change} options={choices} />
    }
    const told = kept.includes(name) ? i18n.t('One is kept; leave this empty to keep it.') : hint
    return (
      <TextField
        key={name}
        label={label}
        mono
        autoComplete="off"
        placeholder={placeholder}
        value={values[name] ?? ''}
        onChange={change}
        hint={told}
        fault={fault?.(name)}
      />
    )
  })
}

/** What is sent: choices that nobody touched count with their first value. */
export function filledIn(fields: readonly FieldWords[], values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, options }) => [name, values[name] ?? options?.[0] ?? '']))
}
