/**
 * One of a long list by the browser's own control: for pages that a person opens once, on a phone perhaps, where the list of
 * design/select would be most of what is loaded.
 */
import { ChevronDown } from 'lucide-react'
import { cx } from '../class-names.ts'
import { Field, type FieldFrame } from './field.tsx'
import styles from './field.module.css'

export interface NativeSelectProps extends FieldFrame {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string | undefined }[]
}

export function NativeSelect({ value, onChange, options, ...frame }: NativeSelectProps) {
  return (
    <Field frame={frame}>
      {(wiring) => (
        <div className={styles['control']}>
          <select
            {...wiring}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={cx(styles['input'], styles['select'])}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.note ? `${option.label} (${option.note})` : option.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden className={styles['glyph']} />
        </div>
      )}
    </Field>
  )
}
