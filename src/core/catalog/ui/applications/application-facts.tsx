/** The right column of an application: who looks after it, and what it is. */
import { lazy, Suspense, useState } from 'react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button } from '#design/button/button.tsx'
import { Link, OutwardLink } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { Application } from '../client.ts'
import { clientScreen } from '../screens.ts'
import { CoverageLabel } from '../words.tsx'
import styles from './applications.module.css'

const OwnersOf = lazy(() => import('./owners-of.tsx').then((module) => ({ default: module.OwnersOf })))

export function ApplicationFacts({ application, why }: { readonly application: Application; readonly why: string | null }) {
  const [choosing, setChoosing] = useState(false)
  return (
    <>
      <PropertyList
        title={i18n.t('Who looks after it')}
        action={
          <Button size="small" kind="quiet" why={why} onClick={() => setChoosing(true)}>
            {i18n.t('Change')}
          </Button>
        }
        properties={[
          { label: i18n.t('Coverage'), value: <CoverageLabel coverage={application.coverage} /> },
          { label: i18n.t('Owner'), value: names(application, 'owner') },
          { label: i18n.t('Deputies'), value: names(application, 'deputy') },
        ]}
      />
      <Slot name="thing.plan" given={{ id: application.id }} />
      <PropertyList
        title={i18n.t('Facts')}
        properties={[
          {
            label: i18n.t('Client'),
            value: application.client ? (
              <Link to={href(clientScreen, { client: application.client.id })}>{application.client.name}</Link>
            ) : (
              i18n.t('Our own')
            ),
          },
          { label: i18n.t('Short name'), value: <code>{application.slug}</code> },
          ...(application.runbookUrl
            ? [
                {
                  label: i18n.t('Runbook'),
                  value: <OutwardLink href={application.runbookUrl}>{hostOf(application.runbookUrl)}</OutwardLink>,
                },
              ]
            : []),
          { label: i18n.t('Added'), value: <RelativeTime at={application.createdAt} /> },
          { label: i18n.t('Changed'), value: <RelativeTime at={application.updatedAt} /> },
        ]}
      />
      <Suspense fallback={null}>{choosing ? <OwnersOf thing={application.id} onClose={() => setChoosing(false)} /> : null}</Suspense>
    </>
  )
}

const hostOf = (url: string): string => new URL(url).host

function names({ owners }: Application, part: 'owner' | 'deputy') {
  const held = owners.filter((one) => one.part === part)
  if (held.length === 0) return '–'
  return (
    <span className={styles['owners']}>
      {held.map((one) => (
        <PersonName key={one.personId} name={one.name} />
      ))}
    </span>
  )
}
