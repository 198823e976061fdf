/** How a test of the connection went, and what the user may not see. */
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import type { Trial } from './client.ts'
import { Lacks } from './lacks.tsx'
import { reasonWords } from './words.ts'
import styles from './databases.module.css'

export function TrialAnswer({ trial }: { readonly trial: Trial }) {
  if (!trial.reached)
    return (
      <Banner tone="warning">
        {reasonWords(trial.reason ?? 'failed')}
        {trial.detail ? <span className={styles['quiet']}> {trial.detail}</span> : null}
      </Banner>
    )
  return (
    <>
      <Banner>
        {trial.lacks.length === 0
          ? i18n.t('{version} answers, and the user sees all that there is to see.', { version: trial.serverVersion ?? '' })
          : i18n.t('{version} answers. Some things stay unseen:', { version: trial.serverVersion ?? '' })}
      </Banner>
      <Lacks lacks={trial.lacks} />
    </>
  )
}
