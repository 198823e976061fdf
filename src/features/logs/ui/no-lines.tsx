/** Nothing was found: what else to look for, and how lines come in. */
import { ScrollText, SearchX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { Button } from '#design/button/button.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { Link } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { EmptyState } from '#design/states/states.tsx'
import { logsScreen } from './screens.ts'
import styles from './logs.module.css'

export function NoLines({ applicationId }: { readonly applicationId: string }) {
  const { search, update } = useScreen(logsScreen)
  const isNarrow = [search.words, search.severity, search.service, search.attributes, search.resource, search.from].some(
    (one) => one !== undefined,
  )
  if (isNarrow) {
    const none = undefined
    const clear = { words: none, severity: none, service: none, attributes: none, resource: none, from: none, to: none }
    return (
      <EmptyState
        compact
        icon={<SearchX aria-hidden />}
        title={i18n.t('No line fits.')}
        action={<Button onClick={() => update(clear)}>{i18n.t('Show all lines')}</Button>}
      >
        {i18n.t('Words of letters and digits are found as whole words only: “time” does not find “timeout”. Try fewer, or a longer time.')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      compact
      icon={<ScrollText aria-hidden />}
      title={i18n.t('No line in this time.')}
      action={search.range === '7d' ? null : <Button onClick={() => update({ range: '7d' })}>{i18n.t('Look into the last 7 days')}</Button>}
    >
      <HowToSend applicationId={applicationId} />
    </EmptyState>
  )
}

function HowToSend({ applicationId }: { readonly applicationId: string }) {
  const curl = `tail -n 100 app.log | curl '${location.origin}/logs/v1/lines?service=shop' -H 'Authorization: Bearer pci_…' -H 'Content-Type: text/plain' --data-binary @-`
  const syslog = `logger --server ${location.hostname} --port 514 --rfc5424 --sd-id pitcrew@53595 --sd-param 'key="pci_…"' hello`
  return (
    <div className={styles['how']}>
      <p>
        {i18n.t('Make a key, put it in place of pci_…, and send lines of JSON or plain text:')}{' '}
        <Link to={href(applicationScreen, { application: applicationId }, { tab: 'telemetry' })}>{i18n.t('Keys')}</Link>
      </p>
      <CopyField label={i18n.t('By HTTP')} value={curl} />
      <CopyField label={i18n.t('By syslog, where this installation listens for it')} value={syslog} />
    </div>
  )
}
