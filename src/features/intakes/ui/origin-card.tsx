/** What the tool that sent an alert says of it. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { OutwardLink } from '#design/link/link.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Origin, useIntakes } from './client.ts'
import { kindWords, severityReasonWords } from './words.ts'
import styles from './intakes.module.css'

export function OriginCard({ alertId }: { readonly alertId: string }) {
  const allowed = useSession().permissions.has('intakes.sources.read')
  const { data } = useRead(useIntakes(), 'readOrigin', { params: { id: alertId } }, { enabled: allowed })
  const [origin] = data?.items ?? []
  return origin ? <Said origin={origin} /> : null
}

function Said({
  origin: { source, kind, description, annotations, link, severitySaid, severityReason, updatedAt },
}: {
  readonly origin: Origin
}) {
  const others = Object.entries(annotations).filter(([name]) => name !== 'summary' && name !== 'description')
  return (
    <Card title={i18n.t('What {source} says', { source })} note={kindWords(kind)}>
      {description === '' ? null : <p className={styles['said']}>{description}</p>}
      <PropertyList
        title={i18n.t('Facts')}
        properties={[
          { label: i18n.t('Severity'), value: severityReasonWords(severityReason, severitySaid) },
          { label: i18n.t('Said'), value: <RelativeTime at={updatedAt} /> },
          ...(link === null ? [] : [{ label: i18n.t('Link'), value: <OutwardLink href={link}>{new URL(link).host}</OutwardLink> }]),
          ...others.map(([label, value]) => ({ label, value: <Annotation value={value} /> })),
        ]}
      />
    </Card>
  )
}

/** Addresses, such as that of a runbook, can be followed. */
function Annotation({ value }: { readonly value: string }) {
  return /^https?:\/\//.test(value) ? <OutwardLink href={value}>{value}</OutwardLink> : value
}
