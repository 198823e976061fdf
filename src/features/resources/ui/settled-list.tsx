/** What was settled, with the figure before and after. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { DataTable, type Column } from '#design/data-table/data-table.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { Finding } from './client.ts'
import { findingWords } from './finding-words.ts'
import { amount, stateWords } from './words.ts'
import styles from './resources.module.css'

export function SettledList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <section className={styles['group']}>
      <h3 className={styles['groupTitle']}>{i18n.t('Settled in the last 90 days')}</h3>
      <SettledTable findings={findings} empty={null} />
    </section>
  )
}

export function SettledTable({ findings, empty }: { readonly findings: readonly Finding[]; readonly empty: ReactNode }) {
  return <DataTable label={i18n.t('Settled')} columns={columns()} rows={findings} rowKey={({ id }) => id} empty={empty} />
}

function columns(): readonly Column<Finding>[] {
  return [
    {
      id: 'what',
      title: i18n.t('Finding'),
      width: 'minmax(160px, 3fr)',
      cell: (finding) => <span className={styles['name']}>{findingWords(finding).title}</span>,
    },
    { id: 'before', title: i18n.t('Before'), width: '90px', end: true, cell: ({ figure, unit }) => amount(figure, unit) },
    { id: 'after', title: i18n.t('After'), width: '90px', end: true, cell: afterWords },
    {
      id: 'outcome',
      title: i18n.t('Outcome'),
      width: 'minmax(120px, 1fr)',
      cell: ({ state }) => <StateLabel tone={stateWords(state).tone}>{stateWords(state).words}</StateLabel>,
    },
    {
      id: 'at',
      title: i18n.t('Settled'),
      width: '110px',
      rank: 2,
      cell: ({ settledAt }) => (settledAt ? <RelativeTime at={settledAt} /> : '–'),
    },
  ]
}

/** Of what is not there any more nothing can be measured, and that is what was won. */
function afterWords({ after, state, unit }: Finding): string {
  return after === null && state === 'won' ? i18n.t('nothing left') : amount(after, unit)
}
