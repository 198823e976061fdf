/** What an incident about security has beside the others: who sees it, what was done in each step, and the notices of the law. */
import { lazy, Suspense, useState } from 'react'
import { Megaphone, UserPlus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { useReaders } from '#core/records/ui/list/people.ts'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { ConfirmDialog } from '#design/overlay/dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Incident, type Security, TOUCHES, useIncidents } from './client.ts'
import { MeasuresCard } from './measures-card.tsx'
import { NoticesCard } from './notices-card.tsx'
import styles from './incidents.module.css'

const AssignDialog = lazy(() => import('#core/records/ui/list/assign-dialog.tsx').then((module) => ({ default: module.AssignDialog })))

export function SecurityCard({ incident }: { readonly incident: Incident }) {
  const { data, error, refetch } = useRead(useIncidents(), 'readSecurity', { params: { id: incident.id } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return (
    <>
      {data.isPrivate ? <Privacy incident={incident} security={data} /> : null}
      <MeasuresCard incident={incident} measures={data.measures} />
      <NoticesCard incident={incident} notices={data.notices} />
    </>
  )
}

function Privacy({ incident, security }: { readonly incident: Incident; readonly security: Security }) {
  const [doing, setDoing] = useState<'admit' | 'release'>()
  const incidents = useIncidents()
  const toast = useToast()
  const failed = (problem: { readonly message: string }) => toast({ words: problem.message, tone: 'failed' })
  const people = useReaders('incident', incident.applicationId ?? incident.clientId)
  const why = security.mayOpen ? null : i18n.t('Only who has the clearance lets others in, and releases it.')
  const admit = useWrite(
    ({ personId, admitted }: { personId: string; admitted: boolean }) =>
      incidents.call('setAdmitted', { params: { id: incident.id, personId }, body: { admitted } }),
    { touches: TOUCHES, failed },
  )
  const dismiss = (person: Security['admitted'][number]) => {
    admit.run({ personId: person.id, admitted: false })
    toast({
      words: i18n.t('{name} does not see it any more.', { name: person.name }),
      undo: () => admit.run({ personId: person.id, admitted: true }),
    })
  }
  return (
    <Card
      title={i18n.t('Private incident')}
      note={i18n.t('Only owners, technical leads and those named here see it, anywhere.')}
      actions={
        <>
          <Button size="small" icon={<UserPlus aria-hidden />} why={why} onClick={() => setDoing('admit')}>
            {i18n.t('Let somebody in')}
          </Button>
          <Button size="small" icon={<Megaphone aria-hidden />} why={why} onClick={() => setDoing('release')}>
            {i18n.t('Release to the team')}
          </Button>
        </>
      }
    >
      {security.admitted.length === 0 ? (
        <p className={styles['quiet']}>{i18n.t('Nobody else was let in by name.')}</p>
      ) : (
        <ul className={styles['people']}>
          {security.admitted.map((person) => (
            <li key={person.id}>
              {person.name}
              <Button
                size="small"
                kind="quiet"
                aria-label={i18n.t('Remove {name}', { name: person.name })}
                why={why}
                onClick={() => dismiss(person)}
              >
                {i18n.t('Remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Suspense fallback={null}>
        {doing === 'admit' ? (
          <AssignDialog
            people={people}
            onClose={() => setDoing(undefined)}
            onChoose={(person) => (person ? admit.run({ personId: person.id, admitted: true }) : undefined)}
          />
        ) : null}
      </Suspense>
      {doing === 'release' ? <ReleaseDialog incident={incident} onClose={() => setDoing(undefined)} /> : null}
    </Card>
  )
}

/** Cannot be taken back, so it says first what will be seen. */
function ReleaseDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const incidents = useIncidents()
  const toast = useToast()
  const release = useWrite(() => incidents.call('releaseIncident', { params: { id: incident.id } }), {
    touches: TOUCHES,
    done: onClose,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Release {label} to the team?', { label: incident.label })}
      open
      onClose={onClose}
      onConfirm={() => release.run(undefined)}
      verb={i18n.t('Release to the team')}
      pending={release.pending}
    >
      {i18n.t(
        'Everybody who sees incidents of the application sees it then, with its comments, files, tasks and measures, and status pages draft a post. This cannot be taken back.',
      )}
    </ConfirmDialog>
  )
}
