/** Yes or no, and one of a few: native inputs in our clothes. */
import { type ReactNode, useId } from 'react'
import { cx } from '../class-names.ts'
import styles from './choice.module.css'

export interface ChoiceProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** Why it cannot be changed now. */
  readonly why?: string | null
}

function Choice({ label, hint, checked, onChange, why, form }: ChoiceProps & { readonly form: 'checkbox' | 'switch' }) {
  const id = useId()
  const below = why ?? hint
  return (
    <div className={styles['choice']}>
      <input
        id={id}
        type="checkbox"
        {...(form === 'switch' ? { role: 'switch' } : {})}
        aria-describedby={below ? `${id}-hint` : undefined}
        checked={checked}
        disabled={Boolean(why)}
        onChange={(event) => onChange(event.target.checked)}
        className={styles[form]}
      />
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {below ? (
        <div id={`${id}-hint`} className={styles['hint']}>
          {below}
        </div>
      ) : null}
    </div>
  )
}

export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} form="checkbox" />
}

/** Takes effect at once, without a save button. */
export function Switch(props: ChoiceProps) {
  return <Choice {...props} form="switch" />
}

export interface RadioGroupProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly options: readonly { readonly value: V; readonly label: string; readonly hint?: string; readonly icon?: ReactNode }[]
  /** Side by side as one bar, for two to four short words. */
  readonly bar?: boolean
  readonly hideLabel?: boolean
}

export function RadioGroup<V extends string>({ label, value, onChange, options, bar, hideLabel }: RadioGroupProps<V>) {
  const name = useId()
  return (
    <fieldset className={styles['group']}>
      <legend className={cx(styles['legend'], hideLabel && styles['hidden'])}>{label}</legend>
      <div className={bar ? styles['bar'] : styles['stack']}>
        {options.map((option) => (
          <label key={option.value} className={cx(bar ? styles['segment'] : styles['choice'], styles['label'])}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className={bar ? styles['unseen'] : styles['radio']}
            />
            {option.icon}
            <span>
              {option.label}
              {option.hint ? <span className={styles['hint']}>{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
