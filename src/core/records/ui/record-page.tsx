/**
 * The page of any record, so that eyes find everything in the same place whatever its kind: title, state, owner and clock in the
 * head; the work, the files and what happened with its comments in the main column; facts, links and watchers on the right.
 * Files, comments, links and watchers come from other parts through slots, which ask for the record by its prefixed id.
 */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Card } from '#design/card/card.tsx'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import type { PageHeaderProps } from '#design/page-header/page-header.tsx'
import styles from './record-page.module.css'

export interface RecordPageProps extends Pick<PageHeaderProps, 'title' | 'crumbs' | 'actions'> {
  /** Prefixed id, which names the kind as well: `tsk_01jd4m…`. */
  readonly record: string
  /** The short name that people say: `TSK-12`. */
  readonly label: string
  /** A StateLabel. */
  readonly state: ReactNode
  /** Severity, priority and the like. */
  readonly marks?: ReactNode
  /** Name of who answers for it; null for nobody yet, left out where the kind has no owner. */
  readonly owner?: string | null
  /** What runs down: when something is due, and why the clock stands. */
  readonly clock?: ReactNode
  /** PropertyLists. */
  readonly facts: ReactNode
  /** The work. */
  readonly children: ReactNode
}

export function RecordPage({ record, label, state, marks, owner, clock, facts, children, ...header }: RecordPageProps) {
  return (
    <DetailLayout
      {...header}
      documentTitle={`${label} ${header.title}`}
      marks={
        <>
          <Badge tone="outline">{label}</Badge>
          {state}
          {marks}
        </>
      }
      summary={
        owner === undefined && !clock ? undefined : (
          <span className={styles['summary']}>
            {owner === undefined ? null : owner === null ? <span>{i18n.t('Nobody’s yet')}</span> : <PersonName name={owner} />}
            {clock}
          </span>
        )
      }
      facts={
        <>
          {facts}
          <Slot name="thing.links" given={{ record }} />
          <Slot name="thing.watchers" given={{ record }} />
        </>
      }
    >
      {children}
      <Slot name="thing.files" given={{ record }} />
      <Card title={i18n.t('What happened')}>
        <div className={styles['story']}>
          <Slot name="thing.comments" given={{ record }} />
          <Slot name="thing.timeline" given={{ record }} />
        </div>
      </Card>
    </DetailLayout>
  )
}
