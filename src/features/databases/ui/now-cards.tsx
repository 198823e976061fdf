/** What happens in a database right now: who waits for whom, and which statements run for too long. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { Hourglass, Timer } from 'lucide-react'
import type { WholeDatabase } from './client.ts'
import { lineWords } from './words.ts'
import styles from './databases.module.css'

type Wait = WholeDatabase['waits'][number]
type Running = WholeDatabase['running'][number]

export function NowCards({ database }: { readonly database: WholeDatabase }) {
  if (database.readAt === null || database.lacks.some(({ kind }) => kind === 'no_statistics_role')) return null
  return (
    <>
      {database.kind === 'redis' ? null : <LocksCard database={database} />}
      <Card
        flush
        title={database.kind === 'redis' ? i18n.t('Slow commands of the last two minutes') : i18n.t('Slow statements now')}
        note={i18n.t('Running for longer than {limit}, as the support plan says.', { limit: figure(database.slowMs, 'ms') })}
      >
        <DataTable
          label={i18n.t('Slow statements now')}
          columns={runningColumns()}
          rows={database.running}
          rowKey={({ pid }) => pid}
          empty={<EmptyState compact icon={<Timer aria-hidden />} title={i18n.t('Nothing runs for too long.')} />}
        />
      </Card>
    </>
  )
}

function LocksCard({ database }: { readonly database: WholeDatabase }) {
  return (
    <Card flush title={i18n.t('Locks now')} note={i18n.t('Who waits for whom, those that wait longest first.')}>
      <DataTable
        label={i18n.t('Locks now')}
        columns={waitColumns()}
        rows={database.waits}
        rowKey={(row) => `${row.pid} ${row.blockedBy}`}
        empty={<EmptyState compact icon={<Hourglass aria-hidden />} title={i18n.t('Nobody waits for a lock.')} />}
      />
    </Card>
  )
}

function waitColumns(): readonly Column<Wait>[] {
  return [
    {
      id: 'waits',
      title: i18n.t('Waits'),
      width: 'minmax(160px, 1.5fr)',
      ownLine: true,
      cell: (row) => (
        <span className={styles['name']}>
          <code className={styles['statement']}>{row.text}</code>
          <span className={styles['quiet']}>{[row.pid, row.relation].filter(Boolean).join(' · ')}</span>
        </span>
      ),
    },
    {
      id: 'for',
      title: i18n.t('Blocked by'),
      width: 'minmax(160px, 1.5fr)',
      ownLine: true,
      cell: (row) => (
        <span className={styles['name']}>
          <code className={styles['statement']}>{row.blockerText}</code>
          <span className={styles['quiet']}>{`${row.blockedBy} · ${lineWords(row.blockerState)}`}</span>
        </span>
      ),
    },
    { id: 'long', title: i18n.t('For'), width: '90px', end: true, cell: (row) => figure(row.waitedMs, 'ms') },
  ]
}

function runningColumns(): readonly Column<Running>[] {
  return [
    {
      id: 'text',
      title: i18n.t('Statement'),
      width: 'minmax(180px, 3fr)',
      ownLine: true,
      cell: (row) => (
        <span className={styles['name']}>
          <code className={styles['statement']}>{row.text}</code>
          <span className={styles['quiet']}>{[row.pid, row.user, row.program].filter(Boolean).join(' · ')}</span>
        </span>
      ),
    },
    { id: 'waits', title: i18n.t('Waits for'), width: 'minmax(90px, 1fr)', rank: 2, cell: (row) => row.waitsFor ?? '–' },
    { id: 'long', title: i18n.t('For'), width: '90px', end: true, cell: (row) => figure(row.runningMs, 'ms') },
  ]
}
