/** A whole number; what is no number is kept as it was typed until it is one. */
import { useState } from 'react'
import { TextField } from '#design/field/text-field.tsx'

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly hint?: string
  readonly fault?: string | null | undefined
}

export function NumberField({ value, onChange, ...rest }: NumberFieldProps) {
  const [typed, setTyped] = useState(String(value))
  const shown = Number(typed) === value ? typed : String(value)
  return (
    <TextField
      {...rest}
      inputMode="numeric"
      value={typed.trim() === '' ? typed : shown}
      onChange={(text) => {
        const digits = text.replaceAll(/\D/g, '')
        setTyped(digits)
        if (digits !== '') onChange(Number(digits))
      }}
    />
  )
}

/** The same, where nothing is an answer too. */
export function OptionalNumberField({
  value,
  onChange,
  ...rest
}: Omit<NumberFieldProps, 'value' | 'onChange'> & { readonly value: number | null; readonly onChange: (value: number | null) => void }) {
  return (
    <TextField
      {...rest}
      optional
      inputMode="numeric"
      value={value === null ? '' : String(value)}
      onChange={(text) => {
        const digits = text.replaceAll(/\D/g, '')
        onChange(digits === '' ? null : Number(digits))
      }}
    />
  )
}
