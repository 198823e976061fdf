/** What was changed when, by whom and why; any version can be compared with the one before it, and brought back. */
import { useState } from 'react'
import { Undo2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button } from '#design/button/button.tsx'
import { usePages, useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { ChangeList } from './change-list.tsx'
import { TOUCHES, usePlans, type PlanAnswer } from './client.ts'
import styles from './plan.module.css'

export function VersionsView({ plan }: { readonly plan: PlanAnswer }) {
  const plans = usePlans()
  const versions = usePages(plans, 'listPlanVersions', { params: { plan: plan.of }, query: {} })
  if (versions.error && !versions.rows) return <ErrorState problem={versions.error} retry={versions.refetch} />
  if (!versions.rows) return <SkeletonRows />
  if (versions.rows.length === 0) {
    return (
      <EmptyState title={i18n.t('No version yet.')}>
        {i18n.t('{name} sets nothing itself. The first change of a value makes version 1.', { name: plan.name })}
      </EmptyState>
    )
  }
  return (
    <ol className={styles['versions']}>
      {versions.rows.map((version) => (
        <VersionItem key={version.version} plan={plan} version={version} />
      ))}
      {versions.more ? (
        <li>
          <Button pending={versions.loadingMore} onClick={versions.loadMore}>
            {i18n.t('Show more')}
          </Button>
        </li>
      ) : null}
    </ol>
  )
}

interface Version {
  readonly version: number
  readonly note: string
  readonly restoredFrom: number | null
  readonly changes: number
  readonly by: { readonly name: string; readonly at: string }
}

function VersionItem({ plan, version }: { readonly plan: PlanAnswer; readonly version: Version }) {
  const [open, setOpen] = useState(version.version === plan.version)
  const isNewest = version.version === plan.version
  return (
    <li className={styles['version']}>
      <div className={styles['versionHead']}>
        <strong>{i18n.t('Version {version}', { version: version.version })}</strong>
        <PersonName name={version.by.name} />
        <RelativeTime at={version.by.at} />
        <span className={styles['hint']}>
          {i18n.t('{changes, plural, one {# value changed} other {# values changed}}', { changes: version.changes })}
        </span>
        <span className={styles['versionActions']}>
          <Button size="small" kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? i18n.t('Hide changes') : i18n.t('Show changes')}
          </Button>
          {isNewest || !plan.mayChange ? null : <RestoreButton plan={plan} version={version.version} />}
        </span>
      </div>
      {version.restoredFrom === null ? null : (
        <p className={styles['hint']}>{i18n.t('Brought version {version} back.', { version: version.restoredFrom })}</p>
      )}
      {version.note ? <p>{version.note}</p> : null}
      {open ? <Changes plan={plan} version={version.version} /> : null}
    </li>
  )
}

function Changes({ plan, version }: { readonly plan: PlanAnswer; readonly version: number }) {
  const query = { from: version - 1, to: version }
  const { data, error } = useRead(usePlans(), 'comparePlanVersions', { params: { plan: plan.of }, query })
  if (error) return <ErrorState problem={error} compact />
  return data ? <ChangeList changes={data.changes} /> : null
}

function RestoreButton({ plan, version }: { readonly plan: PlanAnswer; readonly version: number }) {
  const plans = usePlans()
  const toast = useToast()
  const restore = useWrite(
    (wanted: { readonly version: number; readonly ifMatch: number }) =>
      plans.call('restorePlanVersion', { params: { plan: plan.of }, body: { version: wanted.version } }, { ifMatch: wanted.ifMatch }),
    {
      touches: TOUCHES,
      done: (next, wanted) =>
        toast({
          words: i18n.t('Version {version} is back.', { version: wanted.version }),
          undo: () => restore.run({ version: plan.version, ifMatch: next.version }),
        }),
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return (
    <Button
      size="small"
      icon={<Undo2 aria-hidden />}
      pending={restore.pending}
      onClick={() => restore.run({ version, ifMatch: plan.version })}
    >
      {i18n.t('Bring back')}
    </Button>
  )
}
