/** Incidents: what harms people now, and what did. */
import { lazy, Suspense } from 'react'
import { ShieldCheck, Siren } from 'lucide-react'
import { i18n } from '@lingui/core'
import { EVERYTHING } from '#core/records/ui/list/address.ts'
import { RecordList, useListed } from '#core/records/ui/list/record-list.tsx'
import { Button } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { usePages, useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { useIncidentChanges, useIncidents } from './client.ts'
import { incidentScreen, incidentsScreen } from './screens.ts'
import { incidentKind } from './words.ts'

const DeclareDialog = lazy(() => import('./declare-dialog.tsx').then((module) => ({ default: module.DeclareDialog })))

export function IncidentsPage() {
  const incidents = useIncidents()
  const changes = useIncidentChanges()
  const go = useGo()
  const { search, update } = useScreen(incidentsScreen)
  const why = useWhyNot()('incidents.incidents.write')
  const { filter, sort } = useListed(incidentsScreen)
  const pages = usePages(incidents, 'listIncidents', { query: { filter, sort } })
  const counted = useRead(incidents, 'countIncidents', { query: { filter } }, { keep: true })
  const declare = () => update({ declare: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Declare incident'), group: 'page', run: () => (why ? undefined : declare()) })
  const button = (
    <Button kind="primary" icon={<Siren aria-hidden />} why={why} onClick={declare} shortcut="C">
      {i18n.t('Declare incident')}
    </Button>
  )
  return (
    <>
      <RecordList
        kind={incidentKind()}
        screen={incidentsScreen}
        pages={pages}
        count={counted.data}
        to={({ id }) => href(incidentScreen, { incident: id })}
        changes={changes}
        actions={button}
        empty={
          search.filter === EVERYTHING ? (
            <EmptyState icon={<Siren aria-hidden />} title={i18n.t('No incidents yet')} action={button}>
              {i18n.t('A critical alert declares one by itself. Declare one by hand as soon as something harms people.')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<ShieldCheck aria-hidden />}
              title={search.filter === undefined ? i18n.t('Nothing is on fire.') : i18n.t('No incident fits these filters.')}
              action={<Button onClick={() => update({ filter: EVERYTHING })}>{i18n.t('Show all incidents')}</Button>}
            />
          )
        }
      />
      {search.declare ? (
        <Suspense fallback={null}>
          <DeclareDialog
            onClose={() => update({ declare: undefined })}
            onDone={(incident) => go(href(incidentScreen, { incident: incident.id }))}
          />
        </Suspense>
      ) : null}
    </>
  )
}
