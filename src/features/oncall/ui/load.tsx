/** How much people were paged, and the rules that woke them too often. One sees oneself; whoever plans duty sees everybody. */
import { Moon } from 'lucide-react'
import { i18n } from '@lingui/core'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Link } from '#design/link/link.tsx'
import { useRead } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { calendarDay } from '#design/time/format.ts'
import { type Load, useOncall } from './client.ts'
import { ruleReasonWords } from './words.ts'
import styles from './oncall.module.css'

interface Row {
  readonly personId: string
  readonly name: string
  readonly week: string
  readonly day: number
  readonly night: number
}

export function LoadView() {
  const { data, error, refetch } = useRead(useOncall(), 'readLoad', {})
  const rows = data?.items.flatMap(({ personId, name, weeks }) => weeks.map((week) => ({ personId, name, ...week })))
  const woken = data?.items.filter(({ proposals }) => proposals.length > 0) ?? []
  return (
    <>
      {woken.map((load) => (
        <Proposals key={load.personId} load={load} nightsMax={data?.nightPagesPerWeekMax ?? 0} />
      ))}
      <Card
        title={i18n.t('Pages by week')}
        note={i18n.t('The last eight weeks. Only you and those who plan duty see how much you were paged.')}
        flush
      >
        <DataTable
          label={i18n.t('Pages by week')}
          columns={columns(data?.nightPagesPerWeekMax ?? 0)}
          rows={rows?.toSorted((a, b) => b.week.localeCompare(a.week))}
          rowKey={({ personId, week }) => `${personId} ${week}`}
          problem={error}
          retry={() => void refetch()}
          empty={
            <EmptyState icon={<Moon aria-hidden />} title={i18n.t('Nobody was paged')}>
              {i18n.t('Pages of the last eight weeks are counted here, by day and by night.')}
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}

const columns = (nightsMax: number): readonly Column<Row>[] => [
  { id: 'name', title: i18n.t('Person'), cell: ({ name }) => name, width: 'minmax(120px, 2fr)' },
  { id: 'week', title: i18n.t('Week of'), cell: ({ week }) => calendarDay(week), width: 'minmax(110px, 1fr)' },
  { id: 'day', title: i18n.t('By day'), cell: ({ day }) => day, width: '90px', end: true },
  {
    id: 'night',
    title: i18n.t('At night'),
    cell: ({ night }) => (night > nightsMax ? <StateLabel tone="major">{String(night)}</StateLabel> : night),
    width: '90px',
    end: true,
  },
]

function Proposals({ load, nightsMax }: { readonly load: Load; readonly nightsMax: number }) {
  return (
    <Card
      title={i18n.t('Rules that woke {name}', { name: load.name })}
      note={i18n.t('More than {count} night pages in one week. Change what woke people, so that it does so only when it must.', {
        count: nightsMax,
      })}
    >
      <ul className={styles['asked']}>
        {load.proposals.map(({ ruleKey, alertId, title, pages, reason }) => (
          <li key={ruleKey}>
            <span className={styles['line']}>
              <Link to={`/alerts/${alertId}`}>{title}</Link>
              <span className={styles['quiet']}>
                {i18n.t('{count, plural, one {# night page} other {# night pages}}', { count: pages })}
              </span>
            </span>
            <span className={styles['quiet']}>{ruleReasonWords(reason)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
