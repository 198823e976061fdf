/** What is copied into a tool so that it sends here. */
import { i18n } from '@lingui/core'
import type { Kind } from '../domain/words.ts'
import { configurationOf } from './connecting.ts'
import styles from './intakes.module.css'

export function Connect({ kind, secret }: { readonly kind: Kind; readonly secret: string }) {
  return (
    <>
      <p className={styles['quiet']}>{hintOf(kind)}</p>
      {/* Long lines are scrolled, also by the keyboard. */}
      <pre className={styles['configuration']} tabIndex={0}>
        {configurationOf(kind, { origin: location.origin, secret })}
      </pre>
    </>
  )
}

function hintOf(kind: Kind): string {
  const words: Readonly<Record<Kind, string>> = {
    alertmanager: i18n.t('Prometheus 2.42 or newer sends here as to an Alertmanager; amtool lists and silences with the same key.'),
    pagerduty: i18n.t('Whatever sends to PagerDuty by Events API v2 sends here with this address and key.'),
    grafana: i18n.t('In Grafana add a contact point of the type “Webhook” with this address.'),
    sentry: i18n.t('In Sentry add an internal integration with this webhook address, then enter its client secret here.'),
    uptime_kuma: i18n.t('In Uptime Kuma add a notification of the type “Webhook” with this address and JSON as its body.'),
    webhook: i18n.t('Send JSON by POST to this address; how it is understood is set for the source.'),
  }
  return words[kind]
}
