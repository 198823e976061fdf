/** The frame that every field shares: label, hint, fault. The label is required by type; `hideLabel` keeps it for screen readers. */
import { type ReactNode, useId } from 'react'
import { CircleAlert } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import styles from './field.module.css'

export interface FieldFrame {
  readonly label: string
  readonly hideLabel?: boolean
  readonly hint?: ReactNode
  /** What is wrong and what to do; null when nothing is. */
  readonly fault?: string | null | undefined
  readonly optional?: boolean
}

/** What the control inside needs for its name and description to be read. */
export interface FieldWiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export function Field({ frame, children }: { readonly frame: FieldFrame; readonly children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId()
  const { label, hideLabel, hint, fault, optional } = frame
  const described = cx(hint ? `${id}-hint` : '', fault ? `${id}-fault` : '')
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={cx(styles['label'], hideLabel && styles['unseen'])}>
        {label}
        {optional ? <span className={styles['optional']}>{i18n.t('optional')}</span> : null}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': fault ? true : undefined })}
      {hint ? (
        <div id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </div>
      ) : null}
      {fault ? (
        <div id={`${id}-fault`} className={styles['fault']} role="alert">
          <CircleAlert aria-hidden />
          <span>{fault}</span>
        </div>
      ) : null}
    </div>
  )
}
