/** Settings → Storage: how much telemetry is kept, how much room it may take, what had to go. */
import { HardDrive } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { calendarDay, figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type StorageState, useStorage } from './client.ts'
import { LimitCard } from './limit-card.tsx'
import { storageScreen } from './screens.ts'
import { tableTitle } from './words.ts'
import styles from './storage.module.css'

export function StoragePage() {
  const storage = useStorage()
  const { data, error, refetch } = useRead(storage, 'readStorage', {})
  return (
    <SettingsLayout current={href(storageScreen, {})}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={6} /> : null}
      {data ? (
        <div className={styles['cards']}>
          <RoomCard state={data} />
          <LimitCard key={data.version} state={data} />
          <DroppedCard dropped={data.dropped} />
        </div>
      ) : null}
    </SettingsLayout>
  )
}

function RoomCard({ state }: { readonly state: StorageState }) {
  const { bytes, allowedBytes, freeBytes } = state
  const share = allowedBytes === 0 ? 100 : Math.min(100, (bytes / allowedBytes) * 100)
  const words = i18n.t('{taken} of {allowed} that telemetry may take; {free} are free on the disk.', {
    taken: figure(bytes, 'bytes'),
    allowed: figure(allowedBytes, 'bytes'),
    free: figure(freeBytes, 'bytes'),
  })
  return (
    <Card flush title={i18n.t('Telemetry kept')} note={words}>
      <div
        className={styles['meter']}
        role="meter"
        aria-label={i18n.t('Room taken')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
      >
        <div className={styles['taken']} style={{ inlineSize: `${share}%` }} />
      </div>
      {bytes > allowedBytes ? (
        <div className={styles['banner']}>
          <Banner tone="warning">
            {i18n.t('It is more than it may be: the days that would go soonest are dropped within five minutes.')}
          </Banner>
        </div>
      ) : null}
      <DataTable label={i18n.t('Telemetry kept')} columns={tableColumns()} rows={state.tables} rowKey={(row) => row.table} empty={null} />
    </Card>
  )
}

type Table = StorageState['tables'][number]

function tableColumns(): readonly Column<Table>[] {
  return [
    { id: 'table', title: i18n.t('What'), width: 'minmax(130px, 1fr)', cell: (row) => tableTitle(row.table) },
    { id: 'bytes', title: i18n.t('Size'), width: '100px', end: true, cell: (row) => figure(row.bytes, 'bytes') },
    { id: 'rows', title: i18n.t('Rows'), width: '110px', end: true, rank: 2, cell: (row) => figure(row.rows, 'count') },
    { id: 'kept', title: i18n.t('Kept for'), width: 'minmax(150px, 1fr)', cell: (row) => <Kept kept={row.kept} /> },
  ]
}

function Kept({ kept }: { readonly kept: Table['kept'] }) {
  if (kept.length === 0) return <span className={styles['quiet']}>{i18n.t('as long as it is needed')}</span>
  return (
    <ul className={styles['classes']}>
      {kept.map(({ keepDays, from }) => (
        <li key={keepDays}>
          {i18n.t('{days} days', { days: keepDays })}{' '}
          <span className={styles['quiet']}>{i18n.t('since {day}', { day: calendarDay(from) })}</span>
        </li>
      ))}
    </ul>
  )
}

type Dropped = StorageState['dropped'][number]

function DroppedCard({ dropped }: { readonly dropped: readonly Dropped[] }) {
  return (
    <Card
      flush
      title={i18n.t('Dropped before its time')}
      note={i18n.t('What would go soonest anyway goes first; today and yesterday always stay.')}
    >
      <DataTable
        label={i18n.t('Dropped before its time')}
        columns={droppedColumns()}
        rows={dropped}
        rowKey={(row) => `${row.table} ${row.day} ${row.untilDay} ${row.droppedAt}`}
        empty={<EmptyState compact icon={<HardDrive aria-hidden />} title={i18n.t('Nothing had to go: there was always room.')} />}
      />
    </Card>
  )
}

function droppedColumns(): readonly Column<Dropped>[] {
  return [
    { id: 'table', title: i18n.t('What'), width: 'minmax(130px, 1fr)', cell: (row) => tableTitle(row.table) },
    { id: 'day', title: i18n.t('From'), width: '120px', cell: (row) => calendarDay(row.day) },
    { id: 'bytes', title: i18n.t('Size'), width: '100px', end: true, cell: (row) => figure(row.bytes, 'bytes') },
    {
      id: 'reason',
      title: i18n.t('Why'),
      width: 'minmax(150px, 1fr)',
      rank: 2,
      cell: (row) => (row.reason === 'limit' ? i18n.t('more than was chosen') : i18n.t('no room on the disk')),
    },
    { id: 'at', title: i18n.t('When'), width: '110px', cell: (row) => <RelativeTime at={row.droppedAt} /> },
  ]
}
