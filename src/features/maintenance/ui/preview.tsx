/** When a window that is being planned would take place, on which nights it would not, and what it would meet. */
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { useRead } from '#design/session/client.ts'
import { type Draft, useMaintenance } from './client.ts'
import { spanWords } from './words.ts'
import styles from './maintenance.module.css'

export function Preview({ draft, windowId }: { readonly draft: Draft; readonly windowId: string | null }) {
  const { data } = useRead(useMaintenance(), 'previewWindow', { body: { ...draft, windowId } }, { keep: true })
  if (!data) return null
  const { occurrences, missing, conflicts } = data
  return (
    <div className={styles['preview']} aria-live="polite">
      {occurrences.length === 0 ? (
        <Banner tone="warning">{i18n.t('By this schedule it never takes place.')}</Banner>
      ) : (
        <p>
          {i18n.t('Takes place')} {occurrences.slice(0, 3).map(spanWords).join('; ')}
          {occurrences.length > 3 ? ' …' : ''}
        </p>
      )}
      {missing.length > 0 ? (
        <Banner tone="warning">
          {i18n.t('Left out where clocks go forward and the start does not exist: {times}.', {
            times: missing.map((local) => local.replace('T', ' ')).join(', '),
          })}
        </Banner>
      ) : null}
      {conflicts.map(({ windowId: other, label, title, reason }) => (
        <Banner key={other} tone="warning">
          {conflictWords(reason, `${label} ${title}`)}
        </Banner>
      ))}
    </div>
  )
}

function conflictWords(reason: 'same_time' | 'in_freeze' | 'freezes_window', name: string): string {
  if (reason === 'same_time') return i18n.t('At the same time as {name}.', { name })
  if (reason === 'in_freeze') return i18n.t('Lies in a time without releases: {name}.', { name })
  return i18n.t('Holds the releases of {name}.', { name })
}
