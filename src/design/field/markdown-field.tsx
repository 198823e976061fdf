/** A text that is written as Markdown, with a look at how it will stand there. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { RadioGroup } from '../choice/choice.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import styles from './markdown-field.module.css'
import { TextArea } from './text-field.tsx'

export interface MarkdownFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows: number
  readonly fault?: string | undefined
}

export function MarkdownField({ label, value, onChange, rows, fault }: MarkdownFieldProps) {
  const [shown, show] = useState<'write' | 'preview'>('write')
  return (
    <div className={styles['field']}>
      {shown === 'write' ? (
        <TextArea label={label} optional rows={rows} value={value} onChange={onChange} hint={i18n.t('Markdown')} fault={fault} />
      ) : (
        <section aria-label={label} className={styles['preview']}>
          {value.trim() === '' ? <p className={styles['nothing']}>{i18n.t('Nothing to preview.')}</p> : <Markdown text={value} />}
        </section>
      )}
      <RadioGroup
        bar
        hideLabel
        label={i18n.t('How {label} is shown', { label })}
        value={shown}
        onChange={show}
        options={[
          { value: 'write', label: i18n.t('Write') },
          { value: 'preview', label: i18n.t('Preview') },
        ]}
      />
    </div>
  )
}
