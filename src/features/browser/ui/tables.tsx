/** What browsers told, in rows: routes with their vitals, features, requests. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { StateLabel, type Tone } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { figure, number, type Unit } from '#design/time/format.ts'
import type { Pages } from './client.ts'
import styles from './browser.module.css'

type Route = Pages['routes'][number]

/** Good up to the first, poor beyond the second: https://web.dev/articles/vitals */
const BOUNDS = { lcpMs: [2_500, 4_000], inpMs: [200, 500], cls: [0.1, 0.25], fcpMs: [1_800, 3_000], ttfbMs: [800, 1_800] } as const

export function RoutesTable({ pages }: { readonly pages: Pages }) {
  const nothing = <EmptyState compact title={i18n.t('No page was viewed in this time.')} />
  return (
    <Card flush title={i18n.t('Routes')} note={i18n.t('Colours as web.dev rates them.')}>
      <DataTable label={i18n.t('Routes')} columns={routeColumns()} rows={pages.routes} rowKey={({ route }) => route} empty={nothing} />
    </Card>
  )
}

function routeColumns(): readonly Column<Route>[] {
  const vital = (id: keyof typeof BOUNDS, title: string): Column<Route> => ({
    id,
    title,
    width: '92px',
    rank: id === 'fcpMs' || id === 'ttfbMs' ? 3 : 2,
    cell: (row) => <Vital id={id} value={row[id]} />,
  })
  return [
    {
      id: 'route',
      title: i18n.t('Route'),
      width: 'minmax(160px, 2fr)',
      cell: ({ route }) => <span className={styles['route']}>{route}</span>,
    },
    { id: 'views', title: i18n.t('Views'), width: '80px', end: true, cell: ({ views }) => figure(views, 'count') },
    { id: 'load', title: i18n.t('Load'), width: '80px', end: true, cell: ({ loadMs }) => figure(loadMs, 'ms') },
    vital('lcpMs', 'LCP'),
    vital('inpMs', 'INP'),
    vital('cls', 'CLS'),
    vital('fcpMs', 'FCP'),
    vital('ttfbMs', 'TTFB'),
  ]
}

/** A vital with how good that is. */
export function Vital({ id, value }: { readonly id: keyof typeof BOUNDS; readonly value: number | null }) {
  if (value === null) return <>–</>
  const [good, poor] = BOUNDS[id]
  const tone: Tone = value <= good ? 'good' : value <= poor ? 'minor' : 'major'
  return <StateLabel tone={tone}>{id === 'cls' ? number(value, 2) : figure(value, 'ms')}</StateLabel>
}

export function FeaturesTable({ pages }: { readonly pages: Pages }) {
  return (
    <Card flush title={i18n.t('Features used')} note={i18n.t('What pages count with pitcrew.track.')}>
      <DataTable
        label={i18n.t('Features used')}
        columns={[named(i18n.t('Feature')), counted('uses', i18n.t('Uses')), counted('sessions', i18n.t('Sessions'))]}
        rows={pages.features}
        rowKey={({ name }) => name}
        empty={<EmptyState compact title={i18n.t('No feature was counted in this time.')} />}
      />
    </Card>
  )
}

export function RequestsTable({ pages }: { readonly pages: Pages }) {
  return (
    <Card flush title={i18n.t('Requests of pages')} note={i18n.t('To their own origin and to those in data-origins.')}>
      <DataTable
        label={i18n.t('Requests of pages')}
        columns={[
          named(i18n.t('Request')),
          counted('requests', i18n.t('Requests')),
          counted('failed', i18n.t('Failed')),
          counted('ms', i18n.t('Time'), 'ms'),
        ]}
        rows={pages.requests}
        rowKey={({ name }) => name}
        empty={<EmptyState compact title={i18n.t('No page asked for anything in this time.')} />}
      />
    </Card>
  )
}

function named<T extends { readonly name: string }>(title: string): Column<T> {
  return { id: 'name', title, width: 'minmax(160px, 2fr)', cell: ({ name }) => <span className={styles['route']}>{name}</span> }
}

function counted<K extends string>(id: K, title: string, unit: Unit = 'count'): Column<{ readonly [P in K]: number | null }> {
  return { id, title, width: '100px', end: true, cell: (row) => figure(row[id], unit) }
}
