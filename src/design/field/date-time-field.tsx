/** A day with a time, in the zone of the browser: its own picker, which every phone and screen reader knows. */
import { Field, type FieldFrame } from './field.tsx'
import styles from './field.module.css'

export interface DateTimeFieldProps extends FieldFrame {
  /** RFC 3339; null for none. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

export function DateTimeField({ value, onChange, ...frame }: DateTimeFieldProps) {
  return (
    <Field frame={frame}>
      {(wiring) => (
        <div className={styles['control']}>
          <input
            {...wiring}
            type="datetime-local"
            value={value === null ? '' : localOf(value)}
            onChange={(event) => onChange(event.target.value === '' ? null : new Date(event.target.value).toISOString())}
            className={styles['input']}
          />
        </div>
      )}
    </Field>
  )
}

export interface LocalTimeFieldProps extends FieldFrame {
  /** `2026-12-06T02:00` */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A day with a time by the clock on the wall, of a zone that stands in a field beside it. */
export function LocalTimeField({ value, onChange, ...frame }: LocalTimeFieldProps) {
  return (
    <Field frame={frame}>
      {(wiring) => (
        <div className={styles['control']}>
          <input
            {...wiring}
            type="datetime-local"
            value={value}
            onChange={(event) => onChange(event.target.value.slice(0, 16))}
            className={styles['input']}
          />
        </div>
      )}
    </Field>
  )
}

/** `2026-11-22T17:00`, as the control wants it. */
function localOf(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
