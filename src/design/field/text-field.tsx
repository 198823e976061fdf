/** Fields for words: one line, many lines, a search. */
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Eye, EyeOff, Search, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { IconButton } from '../button/button.tsx'
import { Field, type FieldFrame } from './field.tsx'
import styles from './field.module.css'

export interface TextFieldProps extends FieldFrame, Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'type'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'email' | 'password' | 'url'
  readonly mono?: boolean
}

function splitFrame<P extends FieldFrame>({ label, hideLabel, hint, fault, optional, ...rest }: P) {
  const frame: FieldFrame = { label, hint, fault, ...(hideLabel ? { hideLabel } : {}), ...(optional ? { optional } : {}) }
  return { frame, rest }
}

export function TextField(props: TextFieldProps) {
  const { frame, rest } = splitFrame(props)
  const { value, onChange, type = 'text', mono, ...native } = rest
  const [shown, show] = useState(false)
  const password = type === 'password'
  return (
    <Field frame={frame}>
      {(wiring) => (
        <div className={styles['control']}>
          <input
            {...native}
            {...wiring}
            type={password && shown ? 'text' : type}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={cx(styles['input'], mono && styles['mono'])}
          />
          {password ? (
            <IconButton
              plain
              size="small"
              label={shown ? i18n.t('Hide password') : i18n.t('Show password')}
              aria-pressed={shown}
              icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              onClick={() => show(!shown)}
            />
          ) : null}
        </div>
      )}
    </Field>
  )
}

export interface TextAreaProps extends FieldFrame, Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly mono?: boolean
}

export function TextArea(props: TextAreaProps) {
  const { frame, rest } = splitFrame(props)
  const { value, onChange, mono, rows = 4, ...native } = rest
  return (
    <Field frame={frame}>
      {(wiring) => (
        <textarea
          {...native}
          {...wiring}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={cx(styles['control'], styles['area'], mono && styles['mono'])}
        />
      )}
    </Field>
  )
}

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly trailing?: ReactNode
}

/** Searches as one types; Escape empties it. Its label is read, the placeholder shows. */
export function SearchField({ label, value, onChange, placeholder, trailing }: SearchFieldProps) {
  return (
    <div className={cx(styles['control'], styles['search'])} role="search">
      <Search aria-hidden className={styles['glyph']} />
      <input
        type="text"
        inputMode="search"
        aria-label={label}
        value={value}
        placeholder={placeholder ?? label}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? (value ? onChange('') : event.currentTarget.blur()) : undefined)}
        className={styles['input']}
        data-search
      />
      {value ? (
        <IconButton plain size="small" label={i18n.t('Clear search')} icon={<X aria-hidden />} onClick={() => onChange('')} />
      ) : (
        trailing
      )}
    </div>
  )
}
