/** Who sends: write-only keys with what came by each, and what Pitcrew measures itself. */
import { lazy, Suspense, useState } from 'react'
import { KeyRound, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { type Problem, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type IngestKey, type IntakeAnswer, useTelemetry } from './client.ts'
import { protocolWords } from './words.ts'
import styles from './telemetry.module.css'

const NewKeyDialog = lazy(() => import('./new-key-dialog.tsx').then((module) => ({ default: module.NewKeyDialog })))
const DsnDialog = lazy(() => import('./dsn-dialog.tsx').then((module) => ({ default: module.DsnDialog })))
const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

interface Sending {
  readonly id: string
  readonly key: IngestKey | null
  readonly name: string
  /** Null while nothing has come by the key. */
  readonly protocol: IntakeAnswer['arrived'][number]['protocol'] | null
  readonly environment: string
  readonly perSecond: number
  readonly items: number
  readonly lastAt: string | null
}

interface Keys {
  readonly data: { readonly items: readonly IngestKey[] } | undefined
  readonly error: Problem | null
  readonly refetch: () => unknown
}

export function KeysCard({
  keys,
  intake,
  applicationId,
}: {
  readonly keys: Keys
  readonly intake: IntakeAnswer | undefined
  readonly applicationId: string
}) {
  const why = useWhyNot()('telemetry.keys.write')
  const [making, setMaking] = useState(false)
  const [doomed, setDoomed] = useState<IngestKey | null>(null)
  const [shown, setShown] = useState<IngestKey | null>(null)
  const makeButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setMaking(true)}>
      {i18n.t('New key')}
    </Button>
  )
  return (
    <Card
      flush
      title={i18n.t('Sources')}
      note={i18n.t('A key can write measurements and do nothing else: of its one environment, or where mapping rules say.')}
      actions={makeButton}
    >
      <DataTable
        label={i18n.t('Sources')}
        columns={columns()}
        rows={keys.data && intake ? sendingOf(keys.data.items, intake) : undefined}
        rowKey={(row) => row.id}
        problem={keys.error}
        retry={() => void keys.refetch()}
        actions={(row) => (row.key ? <KeyButtons ingestKey={row.key} why={why} onShow={setShown} onRevoke={setDoomed} /> : null)}
        empty={
          <EmptyState compact icon={<KeyRound aria-hidden />} title={i18n.t('Nothing sends yet.')} action={makeButton}>
            {i18n.t('Make a key, and let your Prometheus, OpenTelemetry or Sentry client send to this installation with it.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {making ? <NewKeyDialog owner={{ applicationId }} onClose={() => setMaking(false)} /> : null}
        {shown ? <DsnDialog ingestKey={shown} onClose={() => setShown(null)} /> : null}
        {doomed ? <RevokeDialog ingestKey={doomed} onClose={() => setDoomed(null)} /> : null}
      </Suspense>
    </Card>
  )
}

export function KeyButtons({
  ingestKey,
  why,
  onShow,
  onRevoke,
}: {
  readonly ingestKey: IngestKey
  readonly why: string | null
  /** Only for keys that have a DSN. */
  readonly onShow?: (key: IngestKey) => void
  readonly onRevoke: (key: IngestKey) => void
}) {
  const { name } = ingestKey
  return (
    <>
      {ingestKey.dsn === null || onShow === undefined ? null : (
        <Button size="small" kind="quiet" onClick={() => onShow(ingestKey)} aria-label={i18n.t('DSN of {name}', { name })}>
          {i18n.t('DSN')}
        </Button>
      )}
      <Button size="small" kind="quiet" why={why} onClick={() => onRevoke(ingestKey)} aria-label={i18n.t('Revoke {name}', { name })}>
        {i18n.t('Revoke')}
      </Button>
    </>
  )
}

export function RevokeDialog({ ingestKey, onClose }: { readonly ingestKey: IngestKey; readonly onClose: () => void }) {
  const telemetry = useTelemetry()
  const toast = useToast()
  const revoke = useWrite(() => telemetry.call('revokeIngestKey', { params: { id: ingestKey.id } }), {
    touches: ['telemetry', 'records'],
    done: () => {
      onClose()
      toast({ words: i18n.t('The key {name} is revoked.', { name: ingestKey.name }) })
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Revoke {name}?', { name: ingestKey.name })}
      open
      onClose={onClose}
      onConfirm={() => revoke.run(undefined)}
      verb={i18n.t('Revoke for good')}
      type={ingestKey.name}
      pending={revoke.pending}
    >
      {i18n.t('What sends with this key is refused from this moment on. What it has sent is kept.')}
    </ConfirmDialog>
  )
}

function columns(): readonly Column<Sending>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Name'),
      width: 'minmax(150px, 1.6fr)',
      cell: (row) => (
        <span className={styles['reason']}>
          {row.name}
          {row.key && row.protocol ? <span className={styles['help']}>{protocolWords(row.protocol)}</span> : null}
          {row.key ? <code className={styles['help']}>{i18n.t('begins with {prefix}…', { prefix: row.key.prefix })}</code> : null}
        </span>
      ),
    },
    {
      id: 'environment',
      title: i18n.t('Environment'),
      width: 'minmax(130px, 1fr)',
      rank: 2,
      cell: (row) => <span className={styles['wrapped']}>{row.environment}</span>,
    },
    { id: 'rate', title: i18n.t('Per second'), width: '90px', end: true, rank: 2, cell: (row) => figure(row.perSecond, 'number') },
    { id: 'items', title: i18n.t('In 24 hours'), width: '100px', end: true, cell: (row) => figure(row.items, 'count') },
    {
      id: 'last',
      title: i18n.t('Last'),
      width: '90px',
      cell: (row) => (row.lastAt ? <RelativeTime at={row.lastAt} /> : i18n.t('never')),
    },
  ]
}

/** A row for each way in which a key is used, and for what Pitcrew measures itself. */
function sendingOf(keys: readonly IngestKey[], intake: IntakeAnswer): readonly Sending[] {
  const environmentOf = (id: string) => intake.environments.find((one) => one.environmentId === id)?.name ?? ''
  const sendingBy = (key: IngestKey | null): readonly Sending[] =>
    intake.arrived
      .filter(({ ingestKeyId }) => ingestKeyId === (key?.id ?? null))
      .map(({ environmentId, protocol, itemsPerSecond: perSecond, items, lastAt }) => ({
        id: `${key?.id} ${environmentId} ${protocol}`,
        key,
        name: key?.name ?? protocolWords(protocol),
        protocol,
        environment: environmentOf(environmentId),
        perSecond,
        items,
        lastAt,
      }))
  const ofKeys = keys.flatMap((key): readonly Sending[] => {
    const { id, name, environmentId, lastUsedAt: lastAt } = key
    const environment = environmentId === null ? i18n.t('by mapping rules') : environmentOf(environmentId)
    const unused = { id, key, name, protocol: null, environment, perSecond: 0, items: 0, lastAt }
    const ways = sendingBy(key)
    return ways.length > 0 ? ways : [unused]
  })
  return [...ofKeys, ...sendingBy(null)]
}
