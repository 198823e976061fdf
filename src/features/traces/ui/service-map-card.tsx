/** Which services of an environment call which, and what they need: drawn, and as a table. A service leads to its traces. */
import { useMemo, useState } from 'react'
import { Cable, Database, Mails, RotateCw, Server } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { GraphView, type GraphViewNode } from '#design/graph/graph-view.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { type Tone } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { nowMs } from '#design/time/now.ts'
import { HOUR_MS, instant, MINUTE_MS, toIso } from '#kit/time.ts'
import { type ServiceMap, useCatalog, useTraces } from './client.ts'
import { type Range, RANGES, tracesScreen } from './screens.ts'
import { lengthWords } from './words.ts'
import styles from './traces.module.css'

const RANGES_MS: Readonly<Record<Range, number>> = { '15m': 15 * MINUTE_MS, '1h': HOUR_MS, '6h': 6 * HOUR_MS, '24h': 24 * HOUR_MS }
const ENVIRONMENTS_MAX = 200
/** From here on a share of failures is told by colour. */
const MAJOR_SHARE = 0.01
const CRITICAL_SHARE = 0.05

type Node = ServiceMap['nodes'][number]
type Edge = ServiceMap['edges'][number]

export function ServiceMapCard({ applicationId }: { readonly applicationId: string }) {
  const { search, update } = useScreen(tracesScreen)
  const { data, error, refetch } = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: ENVIRONMENTS_MAX } })
  const [asOf, setAsOf] = useState(nowMs)
  if (error && !data) return <ErrorState compact problem={error} retry={() => void refetch()} />
  const items = data?.items ?? []
  const chosen = items.find(({ id }) => id === search.environment) ?? items[0]
  if (!chosen) return null
  const range = search.range ?? '1h'
  return (
    <Card
      flush
      title={i18n.t('Service map')}
      note={i18n.t('Lines lead from what calls down to what is called. A service leads to its traces below.')}
      actions={<IconButton size="small" label={i18n.t('Look again')} icon={<RotateCw aria-hidden />} onClick={() => setAsOf(nowMs())} />}
    >
      <div className={styles['filters']}>
        <RadioGroup
          bar
          hideLabel
          label={i18n.t('Span of time')}
          value={range}
          onChange={(next) => update({ range: next })}
          options={RANGES.map((value) => ({ value, label: rangeWords(value) }))}
        />
        {items.length > 1 ? (
          <FilterChip
            label={i18n.t('Environment')}
            value={chosen.id}
            choices={items.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(environment) => update({ environment })}
          />
        ) : null}
      </div>
      <Drawn environment={chosen.id} from={toIso(instant(asOf - RANGES_MS[range]))} to={toIso(instant(asOf))} />
    </Card>
  )
}

function Drawn({ environment, from, to }: { readonly environment: string; readonly from: string; readonly to: string }) {
  const { search, update } = useScreen(tracesScreen)
  const call = { params: { id: environment }, query: { from, to } }
  const { data, error, refetch } = useRead(useTraces(), 'readServiceMap', call, { keep: true })
  const nodes = useMemo(() => (data?.nodes ?? []).map(drawn), [data])
  if (error && !data) return <ErrorState compact problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  if (nodes.length === 0) return <p className={styles['said']}>{i18n.t('No service sent spans in this time.')}</p>
  const byId = new Map(data.nodes.map((node) => [node.id, node]))
  const choose = (id: string | undefined) => {
    const node = id === undefined ? undefined : byId.get(id)
    if (node === undefined || node.kind === 'service') update({ service: node?.name })
  }
  return (
    <>
      <GraphView
        label={i18n.t('Services and what they call')}
        nodes={nodes}
        edges={data.edges}
        chosen={search.service === undefined ? undefined : `service:${search.service}`}
        onChoose={choose}
      />
      {data.every > 1 || data.isCut ? (
        <p className={styles['said']}>
          {data.every > 1 ? i18n.t('So much was sent that one trace in {every} stands for the others.', { every: data.every }) : null}{' '}
          {data.isCut ? i18n.t('Only the busiest are shown.') : null}
        </p>
      ) : null}
      <DataTable
        label={i18n.t('Calls between services')}
        columns={columns(byId)}
        rows={data.edges}
        rowKey={({ from: caller, to: callee }) => `${caller} ${callee}`}
        problem={null}
        retry={() => void refetch()}
        more={undefined}
        empty={<p className={styles['said']}>{i18n.t('No service called another in this time.')}</p>}
      />
    </>
  )
}

function drawn({ id, kind, name, served }: Node): GraphViewNode {
  const tone = served ? toneOf(served.failedShare) : undefined
  return { id, label: name, note: served ? servedWords(served) : i18n.t('calls others'), icon: iconOf(kind), ...(tone ? { tone } : {}) }
}

function toneOf(failedShare: number): Tone {
  if (failedShare >= CRITICAL_SHARE) return 'critical'
  return failedShare >= MAJOR_SHARE ? 'major' : 'good'
}

function servedWords({ perSecond, failedShare, p95Ms }: NonNullable<Node['served']>): string {
  const failed = failedShare > 0 ? [i18n.t('{share} failed', { share: shareWords(failedShare) })] : []
  return [...failed, rateWords(perSecond), lengthWords(p95Ms)].join(' · ')
}

const shareWords = (share: number): string => figure(share * 100, 'percent')
const rateWords = (perSecond: number): string => figure(perSecond, 'per_second')

function iconOf(kind: Node['kind']) {
  const icons = {
    service: <Server aria-hidden />,
    database: <Database aria-hidden />,
    messaging: <Mails aria-hidden />,
    peer: <Cable aria-hidden />,
  }
  return icons[kind]
}

function columns(byId: ReadonlyMap<string, Node>): readonly Column<Edge>[] {
  const nameOf = (id: string) => byId.get(id)?.name ?? id
  return [
    { id: 'from', title: i18n.t('Calls'), width: 'minmax(100px, 1fr)', cell: ({ from }) => nameOf(from) },
    { id: 'to', title: i18n.t('Is called'), width: 'minmax(100px, 1fr)', cell: ({ to }) => nameOf(to) },
    { id: 'rate', title: i18n.t('Requests'), width: '110px', end: true, cell: ({ perSecond }) => rateWords(perSecond) },
    { id: 'failed', title: i18n.t('Failed'), width: '90px', end: true, cell: ({ failedShare }) => shareWords(failedShare) },
    { id: 'p95', title: i18n.t('95 % within'), width: '100px', rank: 2, end: true, cell: ({ p95Ms }) => lengthWords(p95Ms) },
  ]
}

function rangeWords(range: Range): string {
  const words: Readonly<Record<Range, string>> = {
    '15m': i18n.t('15 min'),
    '1h': i18n.t('1 hour'),
    '6h': i18n.t('6 hours'),
    '24h': i18n.t('24 hours'),
  }
  return words[range]
}
