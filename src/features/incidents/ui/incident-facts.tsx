/** The facts of an incident: where, since when, how long, who does what, and what its severity makes due. */
import { lazy, Suspense, useState } from 'react'
import { UserRoundPen } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { useReaders } from '#core/records/ui/list/people.ts'
import { IconButton } from '#design/button/button.tsx'
import { Link } from '#design/link/link.tsx'
import { nameIn, useScope } from '#design/navigation/scope.ts'
import { href } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { absoluteTime, number } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { INCIDENT_ROLES } from '../domain/words.ts'
import { type Incident, type Inside, TOUCHES, useCatalog, useIncidents } from './client.ts'
import {
  consequenceWords,
  durationWords,
  effectWords,
  moveReasonWords,
  reachWords,
  roleWords,
  severityReasonWords,
  stateWords,
} from './words.ts'
import styles from './incidents.module.css'

const AssignDialog = lazy(() => import('#core/records/ui/list/assign-dialog.tsx').then((module) => ({ default: module.AssignDialog })))

const AT_ONCE = 200

export function IncidentFacts({ incident }: { readonly incident: Incident }) {
  const { inside } = incident
  return (
    <>
      <PropertyList title={i18n.t('Facts')} properties={useFacts(incident)} />
      <PropertyList
        title={i18n.t('Times')}
        properties={[
          { label: i18n.t('Harm since'), value: <RelativeTime at={incident.harmStartedAt} /> },
          { label: i18n.t('Detected after'), value: incident.detectMs === null ? '–' : durationWords(incident.detectMs) },
          { label: i18n.t('Acknowledged after'), value: incident.acknowledgeMs === null ? '–' : durationWords(incident.acknowledgeMs) },
          ...(inside && inside.firstPostMs !== null
            ? [{ label: i18n.t('Public told after'), value: durationWords(inside.firstPostMs) }]
            : []),
          { label: i18n.t('Restored after'), value: incident.restoreMs === null ? '–' : durationWords(incident.restoreMs) },
        ]}
      />
      {inside ? <Roles incident={incident} inside={inside} /> : null}
      {inside ? <Severity inside={inside} /> : null}
      {inside ? <Moves moves={inside.moves} /> : null}
    </>
  )
}

function useFacts({ applicationId, clientId, environmentId, componentIds, peopleAffected, isPrivate, isShared, inside }: Incident) {
  const scope = useScope()
  const catalog = useCatalog()
  const query = { applicationId: applicationId ?? '', limit: AT_ONCE }
  const environments = useRead(catalog, 'listEnvironments', { query }, { enabled: applicationId !== null && environmentId !== null })
  const components = useRead(catalog, 'listComponents', { query }, { enabled: applicationId !== null && componentIds.length > 0 })
  const names = componentIds.map((id) => components.data?.items.find((one) => one.id === id)?.name ?? '…')
  return [
    {
      label: i18n.t('Application'),
      value: applicationId ? (
        <Link to={href(applicationScreen, { application: applicationId }, { tab: 'incidents' })}>{nameIn(scope, applicationId)}</Link>
      ) : (
        '–'
      ),
    },
    { label: i18n.t('Client'), value: clientId ? nameIn(scope, clientId) : i18n.t('The organisation’s own') },
    {
      label: i18n.t('Environment'),
      value: environmentId ? (environments.data?.items.find(({ id }) => id === environmentId)?.name ?? '…') : i18n.t('All'),
    },
    { label: i18n.t('Affects'), value: names.length > 0 ? names.join(', ') : i18n.t('The application as a whole') },
    { label: i18n.t('People affected'), value: peopleAffected === null ? i18n.t('Not known') : number(peopleAffected) },
    ...(inside
      ? [
          {
            label: i18n.t('Seen by'),
            value: isPrivate ? i18n.t('Whoever is let in') : isShared ? i18n.t('The team and the client') : i18n.t('The team'),
          },
          { label: i18n.t('Declared by'), value: inside.declaredBy?.name ?? 'Pitcrew' },
        ]
      : []),
  ]
}

function Roles({ incident, inside }: { readonly incident: Incident; readonly inside: Inside }) {
  const [giving, setGiving] = useState<(typeof INCIDENT_ROLES)[number] | 'lead'>()
  const why = useWhyNot()('incidents.incidents.write')
  const incidents = useIncidents()
  const toast = useToast()
  const people = useReaders('incident', incident.applicationId ?? incident.clientId)
  const give = useWrite(
    ({ role, personId }: { role: NonNullable<typeof giving>; personId: string | null }) =>
      incidents.call('giveRole', { params: { id: incident.id, role }, body: { personId } }),
    { touches: TOUCHES, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
  const holderOf = (role: NonNullable<typeof giving>) =>
    role === 'lead' ? incident.assignee : inside.roles.find((one) => one.role === role)?.person
  return (
    <>
      <PropertyList
        title={i18n.t('Roles')}
        properties={(['lead', ...INCIDENT_ROLES] as const).map((role) => ({
          label: roleWords(role),
          value: (
            <span className={styles['role']}>
              {holderOf(role)?.name ?? i18n.t('Nobody')}
              <IconButton
                size="small"
                label={i18n.t('Give the role {role}', { role: roleWords(role) })}
                icon={<UserRoundPen aria-hidden />}
                why={why}
                onClick={() => setGiving(role)}
              />
            </span>
          ),
        }))}
      />
      {giving ? (
        <Suspense fallback={null}>
          <AssignDialog
            people={people}
            onClose={() => setGiving(undefined)}
            onChoose={(person) => give.run({ role: giving, personId: person?.id ?? null })}
          />
        </Suspense>
      ) : null}
    </>
  )
}

function Severity({ inside }: { readonly inside: Inside }) {
  const { effect, reach, severityReason, consequences } = inside
  return (
    <PropertyList
      title={i18n.t('Severity')}
      properties={[
        { label: i18n.t('Why'), value: severityReasonWords(severityReason) },
        ...(effect ? [{ label: i18n.t('Effect'), value: effectWords(effect) }] : []),
        ...(reach ? [{ label: i18n.t('Reach'), value: reachWords(reach) }] : []),
        {
          label: i18n.t('What follows'),
          value: (
            <ul className={styles['follows']}>
              {consequenceWords(consequences).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

/** Steps with what was said about them; the timeline has who made them. */
function Moves({ moves }: { readonly moves: Inside['moves'] }) {
  const told = moves.filter(({ note, reason }) => note !== '' || moveReasonWords(reason) !== null)
  if (told.length === 0) return null
  return (
    <PropertyList
      title={i18n.t('Why it moved')}
      properties={told.toReversed().map(({ at, state, note, reason }) => ({
        label: `${stateWords(state).label} · ${absoluteTime(at)}`,
        value: note || moveReasonWords(reason),
      }))}
    />
  )
}
