/** What stands where content would: nothing yet, something went wrong, not yours to see. Each offers the way on. */
import type { ReactNode } from 'react'
import { Lock, RotateCw, TriangleAlert } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { Button } from '../button/button.tsx'
import type { Problem } from '../session/client.ts'
import styles from './states.module.css'

export interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  /** What belongs here. */
  readonly children?: ReactNode
  /** The first step. */
  readonly action?: ReactNode
  readonly compact?: boolean
}

export function EmptyState({ icon, title, children, action, compact }: EmptyStateProps) {
  return (
    <div className={cx(styles['state'], compact && styles['compact'])}>
      {icon ? <div className={styles['icon']}>{icon}</div> : null}
      <p className={styles['title']}>{title}</p>
      {children ? <div className={styles['words']}>{children}</div> : null}
      {action ? <div className={styles['action']}>{action}</div> : null}
    </div>
  )
}

/** What happened, what was kept, what to do. A refusal shows who can grant it instead. */
export function ErrorState({
  problem,
  retry,
  compact,
}: {
  readonly problem: Problem | Error
  readonly retry?: () => void
  readonly compact?: boolean
}) {
  const status = 'status' in problem ? problem.status : 500
  if (status === 403) return <ForbiddenState {...(compact ? { compact } : {})} />
  const help =
    'help' in problem
      ? problem.help
      : i18n.t('Nothing that was saved is lost. Reload the page; if it happens again, tell your administrator.')
  const requestId = 'requestId' in problem ? problem.requestId : undefined
  return (
    <div className={cx(styles['state'], compact && styles['compact'])} role="alert">
      <div className={cx(styles['icon'], styles['bad'])}>
        <TriangleAlert aria-hidden />
      </div>
      <p className={styles['title']}>{'status' in problem ? problem.message : i18n.t('This page stopped working.')}</p>
      <div className={styles['words']}>
        {help}
        {requestId ? <p className={styles['small']}>{i18n.t('Request {requestId}', { requestId })}</p> : null}
      </div>
      {retry ? (
        <div className={styles['action']}>
          <Button icon={<RotateCw aria-hidden />} onClick={retry}>
            {i18n.t('Try again')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

export function ForbiddenState({ compact }: { readonly compact?: boolean }) {
  return (
    <EmptyState icon={<Lock aria-hidden />} title={i18n.t('Your roles do not include this.')} {...(compact ? { compact } : {})}>
      {i18n.t('An owner of the organisation can grant it under People.')}
    </EmptyState>
  )
}

/** What the server refused, above the buttons of the form that asked. Faults of single fields stand at the fields. */
export function FormProblem({ problem }: { readonly problem: Problem | null }) {
  if (!problem) return null
  return (
    <div className={styles['form']} role="alert">
      <TriangleAlert aria-hidden />
      <div>
        <p>{problem.message}</p>
        {problem.help ? <p className={styles['help']}>{problem.help}</p> : null}
      </div>
    </div>
  )
}
