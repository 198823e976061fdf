/** A value to take elsewhere: one click copies, and the button says that it did. */
import { useEffect, useId, useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { i18n } from '@lingui/core'
import { SECOND_MS } from '#kit/time.ts'
import { Button } from '../button/button.tsx'
import styles from './copy-field.module.css'

const SAID_MS = 2 * SECOND_MS

export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const id = useId()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [copied])

  /** The clipboard is closed to pages without HTTPS; then the text is selected, ready for the keyboard. */
  const copy = (field: HTMLInputElement | null) => {
    field?.select()
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => field?.focus(),
    )
  }

  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <div className={styles['row']}>
        <input id={id} readOnly value={value} onFocus={(event) => event.target.select()} className={styles['value']} />
        <Button
          icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          onClick={() => copy(document.getElementById(id) as HTMLInputElement | null)}
        >
          {copied ? i18n.t('Copied') : i18n.t('Copy')}
        </Button>
      </div>
    </div>
  )
}
