/** What whoever is woken asks first: how it went, what was released last, where it is written what to do. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { Link, OutwardLink } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { Course } from './course.tsx'
import { type Alert, useAlerting } from './client.ts'
import { alertScreen } from './screens.ts'

/** Of an alert, as properties; nothing for what nobody said. */
export function knownFacts({ release, runbookUrl }: Alert) {
  return [
    ...(runbookUrl === null
      ? []
      : [{ label: i18n.t('Runbook'), value: <OutwardLink href={runbookUrl}>{new URL(runbookUrl).host}</OutwardLink> }]),
    ...(release === null
      ? []
      : [
          {
            label: i18n.t('Latest release'),
            value: (
              <>
                <code>{release.name}</code> <RelativeTime at={release.firstSeenAt} />
              </>
            ),
          },
        ]),
  ]
}

/** The same for a page about it. */
export function AlertKnown({ alertId }: { readonly alertId: string }) {
  const { data: alert } = useRead(useAlerting(), 'readAlert', { params: { id: alertId } })
  if (!alert) return null
  const facts = knownFacts(alert)
  return (
    <>
      {alert.course === null ? null : <Course alert={alert} course={alert.course} />}
      <Card title={i18n.t('Alert')}>
        <PropertyList
          title={i18n.t('To begin with')}
          properties={[
            { label: i18n.t('Alert'), value: <Link to={href(alertScreen, { alert: alert.id })}>{`${alert.label} ${alert.title}`}</Link> },
            ...facts,
          ]}
        />
      </Card>
    </>
  )
}
