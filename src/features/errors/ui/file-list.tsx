/** Files that came with an error or with feedback. They are saved and never shown: nobody knows what a stranger has put into them. */
import { Download } from 'lucide-react'
import { i18n } from '@lingui/core'
import { useWhyNot } from '#design/session/session.ts'
import { figure } from '#design/time/format.ts'
import { contentPath, type ErrorFile } from './client.ts'
import styles from './feedback.module.css'

export function FileList({ files }: { readonly files: readonly ErrorFile[] }) {
  const why = useWhyNot()('errors.files.read')
  if (files.length === 0) return null
  return (
    <>
      <ul className={styles['files']}>
        {files.map(({ id, name, mediaType, bytes }) => (
          <li key={id} className={styles['file']}>
            {why ? (
              <span className={styles['name']}>{name}</span>
            ) : (
              <a className={styles['name']} href={contentPath(id)} download={name} aria-label={i18n.t('Save {name}', { name })}>
                <Download aria-hidden />
                {name}
              </a>
            )}
            <span className={styles['quiet']}>
              {mediaType} · {figure(bytes, 'bytes')}
            </span>
          </li>
        ))}
      </ul>
      {why ? <p className={styles['quiet']}>{why}</p> : null}
    </>
  )
}
