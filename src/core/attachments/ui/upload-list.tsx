/** Files on their way: how far each is, and what can be done about one that failed. */
import { RotateCcw, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { figure } from '#design/time/format.ts'
import type { Upload, Uploads } from './uploads.ts'
import styles from './files.module.css'

export function UploadList({ uploads, list }: { readonly uploads: Uploads; readonly list: readonly Upload[] }) {
  if (list.length === 0) return null
  return (
    <ul aria-label={i18n.t('On their way')} className={styles['uploads']}>
      {list.map((upload) => (
        <UploadRow key={upload.key} upload={upload} uploads={uploads} />
      ))}
    </ul>
  )
}

function UploadRow({ upload, uploads }: { readonly upload: Upload; readonly uploads: Uploads }) {
  const { key, name, bytes, sentBytes, state, problem } = upload
  return (
    <li className={styles['upload']}>
      <div className={styles['words']}>
        <span className={styles['name']}>{name}</span>
        {state === 'failed' ? (
          <span role="alert" className={styles['fault']}>
            {problem?.message}
          </span>
        ) : (
          <>
            <progress aria-label={name} max={Math.max(bytes, 1)} value={sentBytes} className={styles['progress']} />
            <span className={styles['note']}>
              {i18n.t('{sent} of {all}', { sent: figure(sentBytes, 'bytes'), all: figure(bytes, 'bytes') })}
            </span>
          </>
        )}
      </div>
      {state === 'failed' && problem?.code !== 'attachments.too_large' ? (
        <Button size="small" icon={<RotateCcw aria-hidden />} onClick={() => uploads.retry(key)}>
          {i18n.t('Try again')}
        </Button>
      ) : null}
      <IconButton
        size="small"
        label={state === 'failed' ? i18n.t('Take {name} off the list', { name }) : i18n.t('Cancel {name}', { name })}
        icon={<X aria-hidden />}
        onClick={() => uploads.cancel(key)}
      />
    </li>
  )
}
