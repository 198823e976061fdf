/** A day until which something is wanted: the end of that day where the reader is. */
import { i18n } from '@lingui/core'
import { Field } from '#design/field/field.tsx'
import field from '#design/field/field.module.css'

export interface DueFieldProps {
  /** `2026-12-01`, or empty for none. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly fault?: string | undefined
}

export function DueField({ value, onChange, fault }: DueFieldProps) {
  return (
    <Field frame={{ label: i18n.t('Due'), optional: true, fault }}>
      {(wiring) => (
        <div className={field['control']}>
          <input {...wiring} type="date" value={value} onChange={(event) => onChange(event.target.value)} className={field['input']} />
        </div>
      )}
    </Field>
  )
}

/** RFC 3339, or null for no day. */
export function instantOf(day: string): string | null {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return day === '' ? null : new Date(year, month - 1, date, 23, 59).toISOString()
}

/** The day of an instant where the reader is. */
export function dayOf(at: string | null): string {
  if (at === null) return ''
  const local = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`
}
