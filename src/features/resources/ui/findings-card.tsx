/** What is found about the resources of an application: to be done, and what that won. */
import { lazy, Suspense, useState } from 'react'
import { ListChecks, RefreshCw } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Finding, type Findings, TOUCHES, useResources } from './client.ts'
import { concernWords, groupsOf } from './concerns.ts'
import { FindingEntry } from './finding-entry.tsx'
import { SettledList } from './settled-list.tsx'
import styles from './resources.module.css'

const DismissDialog = lazy(() => import('./dismiss-dialog.tsx').then((module) => ({ default: module.DismissDialog })))

export function FindingsCard({ applicationId }: { readonly applicationId: string }) {
  const { data, error, refetch } = useRead(useResources(), 'listFindings', { params: { id: applicationId } })
  const [dismissing, setDismissing] = useState<Finding | null>(null)
  return (
    <Card
      title={i18n.t('Findings')}
      note={data?.lookedAt ? <LookedAt at={data.lookedAt} /> : i18n.t('Looked for every morning, by rules that the handbook names.')}
      actions={<LookNow applicationId={applicationId} />}
    >
      {error && !data ? <ErrorState compact problem={error} retry={() => void refetch()} /> : null}
      {data ? <Lists applicationId={applicationId} findings={data} onDismiss={setDismissing} /> : null}
      {data || error ? null : <SkeletonRows />}
      <Suspense fallback={null}>{dismissing ? <DismissDialog finding={dismissing} onClose={() => setDismissing(null)} /> : null}</Suspense>
    </Card>
  )
}

function LookedAt({ at }: { readonly at: string }) {
  return (
    <>
      {i18n.t('Looked for every morning; last:')} <RelativeTime at={at} />
    </>
  )
}

function LookNow({ applicationId }: { readonly applicationId: string }) {
  const resources = useResources()
  const toast = useToast()
  const why = useWhyNot()('resources.findings.write')
  const look = useWrite(() => resources.call('lookNow', { params: { id: applicationId } }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Button size="small" icon={<RefreshCw aria-hidden />} why={why} pending={look.pending} onClick={() => look.run(undefined)}>
      {i18n.t('Look now')}
    </Button>
  )
}

const SETTLED: readonly Finding['state'][] = ['won', 'no_change', 'gone']

interface ListsProps {
  readonly applicationId: string
  readonly findings: Findings
  readonly onDismiss: (finding: Finding) => void
}

function Lists({ applicationId, findings, onDismiss }: ListsProps) {
  const { items, lookedAt } = findings
  const current = items.filter(({ state }) => !SETTLED.includes(state))
  const settled = items.filter(({ state }) => SETTLED.includes(state))
  return (
    <div className={styles['list']}>
      {current.length === 0 ? (
        <EmptyState
          compact
          icon={<ListChecks aria-hidden />}
          title={
            lookedAt === null ? i18n.t('Nobody has looked yet.') : i18n.t('Nothing is near its limit, unusual, wasted or to be tuned.')
          }
        />
      ) : (
        groupsOf(current).map(({ concern, found }) => (
          <section key={concern} className={styles['group']}>
            <h3 className={styles['groupTitle']}>{concernWords(concern)}</h3>
            <ul className={styles['group']}>
              {found.map((finding) => (
                <FindingEntry key={finding.id} applicationId={applicationId} finding={finding} onDismiss={() => onDismiss(finding)} />
              ))}
            </ul>
          </section>
        ))
      )}
      {settled.length > 0 ? <SettledList findings={settled} /> : null}
    </div>
  )
}
