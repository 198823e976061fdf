/** How the installation itself is: what the checks say, the stores, this node, the log. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href } from '#design/navigation/screen.ts'
import { useSentence } from '#design/navigation/sentences.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel, type Tone } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { figure, number } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { type Health, useOperation } from '../client.ts'
import { healthScreen } from '../screens.ts'
import styles from './settings.module.css'

const LOOK_AGAIN_MS = 10 * SECOND_MS

type CheckState = Health['checks'][number]['state']

function checkWords(state: CheckState): { readonly tone: Tone; readonly words: string } {
  const states: Readonly<Record<CheckState, { tone: Tone; words: string }>> = {
    ok: { tone: 'good', words: i18n.t('Well') },
    not_set: { tone: 'off', words: i18n.t('Not set up') },
    warning: { tone: 'minor', words: i18n.t('Look at this') },
    failing: { tone: 'critical', words: i18n.t('Failing') },
  }
  return states[state]
}

export function HealthPage() {
  const operation = useOperation()
  const { data, error, refetch } = useRead(operation, 'readHealth', {}, { everyMs: LOOK_AGAIN_MS })
  return (
    <SettingsLayout current={href(healthScreen, {})}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows /> : null}
      {data ? <HealthReport health={data} /> : null}
    </SettingsLayout>
  )
}

function HealthReport({ health }: { readonly health: Health }) {
  const tell = useSentence()
  return (
    <div className={styles['report']}>
      <Card flush title={i18n.t('Checks')} actions={<Verdict state={health.state} />}>
        <ul className={styles['checks']}>
          {health.checks.map((check) => (
            <li key={check.name} className={styles['check']}>
              <Verdict state={check.state} />
              <div>
                <p className={styles['name']}>{checkTitle(check.name)}</p>
                <p className={styles['sentence']}>
                  {tell({ kind: `health.${check.name}.${check.reason}`, sentence: check.sentence, particulars: check.values })}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Card>
      <div className={styles['columns']}>
        <Node node={health.node} />
        {health.stores.map((store) => (
          <Store key={store.name} store={store} />
        ))}
      </div>
      {health.log ? <Log log={health.log} /> : null}
    </div>
  )
}

/** Names that the server gives its checks; one that is new shows as it is. */
function checkTitle(name: string): string {
  const titles: Readonly<Record<string, string>> = {
    ...storeNames,
    clock: i18n.t('Clock'),
    disk: i18n.t('Disk'),
    log: i18n.t('The log'),
    mail: i18n.t('Mail'),
    pager: i18n.t('Pager'),
    dead_man: i18n.t('Address outside'),
    status_copies: i18n.t('Copies of status pages'),
  }
  return titles[name] ?? name
}

function Verdict({ state }: { readonly state: CheckState }) {
  const { tone, words } = checkWords(state)
  return <StateLabel tone={tone}>{words}</StateLabel>
}

type LogState = NonNullable<Health['log']>

function Log({ log }: { readonly log: LogState }) {
  const note = i18n.t('{count} events sealed, {waiting} waiting to be sealed.', { count: number(log.head), waiting: number(log.unsealed) })
  return (
    <Card flush title={i18n.t('The log')} note={note}>
      <DataTable
        label={i18n.t('Readers of the log')}
        columns={readerColumns()}
        rows={log.readers}
        rowKey={(row) => row.name}
        empty={null}
      />
    </Card>
  )
}

function readerColumns(): readonly Column<LogState['readers'][number]>[] {
  return [
    { id: 'name', title: i18n.t('Reader'), width: 'minmax(140px, 2fr)', cell: (row) => <code>{row.name}</code> },
    { id: 'seq', title: i18n.t('Has read up to'), width: '140px', end: true, cell: (row) => number(row.seq) },
    { id: 'lag', title: i18n.t('Behind'), width: '100px', end: true, cell: (row) => number(row.lag) },
  ]
}

function Node({ node }: { readonly node: Health['node'] }) {
  return (
    <PropertyList
      title={i18n.t('This node')}
      properties={[
        { label: i18n.t('Name'), value: node.name },
        { label: i18n.t('Version'), value: node.version },
        { label: 'Node.js', value: node.nodeVersion },
        { label: i18n.t('Does'), value: node.roles.join(', ') },
        { label: i18n.t('Started'), value: <RelativeTime at={node.startedAt} /> },
        { label: i18n.t('Memory'), value: figure(node.memoryBytes, 'bytes') },
        {
          label: i18n.t('Clock'),
          value: node.clockSkewMs === null ? i18n.t('not compared') : i18n.t('{ms} ms off the database', { ms: number(node.clockSkewMs) }),
        },
        {
          label: i18n.t('Disk'),
          value: node.disk
            ? i18n.t('{free} free of {total}', { free: figure(node.disk.freeBytes, 'bytes'), total: figure(node.disk.totalBytes, 'bytes') })
            : '–',
        },
      ]}
    />
  )
}

const storeNames = { postgresql: 'PostgreSQL', clickhouse: 'ClickHouse' } as const

function Store({ store }: { readonly store: Health['stores'][number] }) {
  return (
    <PropertyList
      title={storeNames[store.name]}
      properties={[
        {
          label: i18n.t('State'),
          value:
            store.state === 'up' ? (
              <StateLabel tone="good">{i18n.t('Answers')}</StateLabel>
            ) : (
              <StateLabel tone="critical">{i18n.t('Silent')}</StateLabel>
            ),
        },
        { label: i18n.t('Kind'), value: store.embedded ? i18n.t('embedded, run by Pitcrew') : i18n.t('external') },
        { label: i18n.t('Version'), value: store.version ?? '–' },
        { label: i18n.t('Answers in'), value: figure(store.answerMs, 'ms') },
        { label: i18n.t('Restarts'), value: store.restarts ?? '–' },
      ]}
    />
  )
}
