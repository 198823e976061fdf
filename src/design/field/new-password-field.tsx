/** A new password with a judgement in words while it is typed. Who judges is the caller's matter: the rule has one home. */
import { StateLabel, type Tone } from '../state-label/state-label.tsx'
import { TextField } from './text-field.tsx'

export interface PasswordJudgement {
  readonly tone: Tone
  readonly words: string
}

export interface NewPasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly judge: (password: string) => PasswordJudgement
  readonly hint: string
  readonly fault?: string | null | undefined
}

export function NewPasswordField({ label, value, onChange, judge, hint, fault }: NewPasswordFieldProps) {
  const judgement = value ? judge(value) : null
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      fault={fault}
      hint={<span aria-live="polite">{judgement ? <StateLabel tone={judgement.tone}>{judgement.words}</StateLabel> : hint}</span>}
    />
  )
}
