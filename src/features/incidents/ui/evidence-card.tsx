/** The alerts that are the evidence of an incident: what spoke for itself first, the rest counted. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { Inside } from './client.ts'
import styles from './incidents.module.css'

export function EvidenceCard({ alerts: { items, count, firing } }: { readonly alerts: Inside['alerts'] }) {
  if (count === 0) return null
  const note =
    firing === 0
      ? i18n.t('{count, plural, one {One alert, which recovered.} other {# alerts, all recovered.}}', { count })
      : i18n.t('{count, plural, one {One alert, which fires.} other {# alerts, {firing} of them fire.}}', { count, firing })
  return (
    <Card flush title={i18n.t('Evidence')} note={note}>
      <ul className={styles['evidence']}>
        {items.map(({ id, title, openedAt, recoveredAt, speaks }) => (
          <li key={id}>
            {recoveredAt ? (
              <StateLabel tone="good">{i18n.t('Recovered')}</StateLabel>
            ) : (
              <StateLabel tone="critical">{i18n.t('Fires')}</StateLabel>
            )}
            <span className={styles['alert']}>
              {title}
              {speaks ? null : <span className={styles['quiet']}> · {i18n.t('follows from another')}</span>}
            </span>
            <span className={styles['when']}>
              <RelativeTime at={openedAt} />
            </span>
          </li>
        ))}
      </ul>
      {items.length < count ? <p className={styles['rest']}>{i18n.t('And {count} more.', { count: count - items.length })}</p> : null}
    </Card>
  )
}
