/** One of the options of a decision, or none. */
import { Select } from '#design/select/select.tsx'
import type { Decision } from './client.ts'

const NONE = 'none'

export interface OptionSelectProps {
  readonly label: string
  /** What is said for none. */
  readonly none: string
  readonly options: Decision['options']
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

export function OptionSelect({ label, none, options, value, onChange }: OptionSelectProps) {
  return (
    <Select
      label={label}
      value={value === null ? NONE : String(value)}
      onChange={(next) => onChange(next === NONE ? null : Number(next))}
      options={[...options.map(({ title }, index) => ({ value: String(index), label: title })), { value: NONE, label: none }]}
    />
  )
}
