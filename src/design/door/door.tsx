/** Pages before one is in: set-up, sign-in, invitation, new password. One narrow column, nothing to look away to. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { locales, prefer, usePreferences } from '../preferences/preferences.ts'
import { useTitle } from '../page-header/page-header.tsx'
import styles from './door.module.css'

export interface DoorProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  readonly wide?: boolean
}

const languageNames = { en: 'English', de: 'Deutsch' } as const

export function Door({ title, lead, children, wide }: DoorProps) {
  useTitle(title)
  const { locale } = usePreferences()
  return (
    <div className={styles['door']}>
      <main className={cx(styles['column'], wide && styles['wide'])}>
        <div className={styles['brand']}>
          <img src="/mark.svg" alt="" className={styles['mark']} />
          Pitcrew
        </div>
        <h1 className={styles['title']}>{title}</h1>
        {lead ? <div className={styles['lead']}>{lead}</div> : null}
        <div className={styles['body']}>{children}</div>
      </main>
      <footer className={styles['foot']} aria-label={i18n.t('Language')}>
        {locales.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === locale}
            className={styles['language']}
            onClick={() => prefer({ locale: one })}
          >
            {languageNames[one]}
          </button>
        ))}
      </footer>
    </div>
  )
}
