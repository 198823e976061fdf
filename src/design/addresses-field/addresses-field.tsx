/**
 * A box that takes any number of addresses as they were pasted, and beside it what was understood of each line while one
 * types. Who reads the lines is the caller's matter: the rule has one home, and the server follows the same.
 */
import { useDeferredValue, useMemo } from 'react'
import { Check, CircleAlert, Info } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { TextArea } from '../field/text-field.tsx'
import styles from './addresses-field.module.css'

interface LineNote {
  readonly line: number
  readonly message: string
}

export interface ReadAddresses {
  readonly addresses: readonly { readonly line: number; readonly name: string; readonly url: string }[]
  readonly notes: readonly LineNote[]
  readonly faults: readonly LineNote[]
}

export interface AddressesFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly read: (text: string) => ReadAddresses
  readonly optional?: boolean
  readonly fault?: string | null | undefined
}

export function AddressesField({ label, value, onChange, read, optional, fault }: AddressesFieldProps) {
  const settled = useDeferredValue(value)
  const understood = useMemo(() => read(settled), [read, settled])
  return (
    <div className={styles['field']}>
      <TextArea
        label={label}
        {...(optional ? { optional } : {})}
        value={value}
        onChange={onChange}
        rows={5}
        mono
        spellCheck={false}
        autoCapitalize="off"
        fault={fault}
        placeholder={'shop.example.com\nBooking https://booking.example.com'}
        hint={i18n.t('One per line or with commas, with a name before each if you like.')}
      />
      {settled.trim() ? <Understood {...understood} /> : null}
    </div>
  )
}

function Understood({ addresses, notes, faults }: ReadAddresses) {
  const lines = [
    ...addresses.map((one) => ({ kind: 'address' as const, ...one })),
    ...notes.map((one) => ({ kind: 'note' as const, ...one })),
    ...faults.map((one) => ({ kind: 'fault' as const, ...one })),
  ].toSorted((a, b) => a.line - b.line)
  return (
    <div className={styles['understood']}>
      <p className={styles['count']} role="status">
        {i18n.t('{count, plural, =0 {No application yet} one {# application} other {# applications}}', { count: addresses.length })}
        {faults.length > 0 ? ` · ${i18n.t('{count, plural, one {# line to mend} other {# lines to mend}}', { count: faults.length })}` : ''}
      </p>
      <ul className={styles['lines']}>
        {lines.map((one) => (
          <li
            key={`${one.kind} ${one.line} ${one.kind === 'address' ? one.url : one.message}`}
            className={cx(styles['line'], styles[one.kind])}
          >
            {one.kind === 'address' ? <Check aria-hidden /> : one.kind === 'note' ? <Info aria-hidden /> : <CircleAlert aria-hidden />}
            <span className={styles['number']}>{one.line}</span>
            {one.kind === 'address' ? (
              <>
                <span className={styles['name']}>{one.name}</span>
                <span className={styles['url']}>{one.url}</span>
              </>
            ) : (
              <span className={styles['message']}>{one.message}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
