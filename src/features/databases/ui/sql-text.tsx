/** Statements to take to a database: shown as they are, copied with one click. */
import { useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import styles from './databases.module.css'

export function SqlText({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <div className={styles['sql']}>
      <pre className={styles['code']} aria-label={label} tabIndex={0}>
        {text}
      </pre>
      <Button
        size="small"
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
        aria-label={i18n.t('Copy: {label}', { label })}
      >
        {copied ? i18n.t('Copied') : i18n.t('Copy')}
      </Button>
    </div>
  )
}
