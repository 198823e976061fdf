/** What arrives of an application: its environments with their series, who sends how much, and what was not kept and why. */
import { Inbox } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { useSession } from '#design/session/session.ts'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { INTAKE_TOPIC, type IntakeAnswer, useTelemetry } from './client.ts'
import { KeysCard } from './keys-card.tsx'
import { protocolWords, reasonWords } from './words.ts'
import styles from './telemetry.module.css'

type Environment = IntakeAnswer['environments'][number]
type Refused = IntakeAnswer['refused'][number]

export function IntakePanel({ applicationId }: { readonly applicationId: string }) {
  const { permissions } = useSession()
  const telemetry = useTelemetry()
  const allowed = permissions.has('telemetry.intake.read')
  const intake = useRead(telemetry, 'readIntake', { params: { id: applicationId } }, { enabled: allowed })
  const keys = useRead(telemetry, 'listIngestKeys', { params: { id: applicationId } }, { enabled: allowed })
  useLive(INTAKE_TOPIC, (told) => {
    const { environmentId } = told as { readonly environmentId: string }
    if (intake.data?.environments.some((one) => one.environmentId === environmentId)) void intake.refetch()
  })
  if (!allowed) return <ForbiddenState />
  const nameOf = (id: string) => intake.data?.environments.find((one) => one.environmentId === id)?.name ?? ''
  const keyName = ({ ingestKeyId, protocol }: Pick<Refused, 'ingestKeyId' | 'protocol'>) =>
    ingestKeyId === null
      ? protocolWords(protocol)
      : (keys.data?.items.find(({ id }) => id === ingestKeyId)?.name ?? i18n.t('a key that was revoked'))
  const problem = { problem: intake.error, retry: () => void intake.refetch() }
  return (
    <>
      <Card flush title={i18n.t('Kept')} note={i18n.t('Samples are kept for 15 days.')}>
        <DataTable
          label={i18n.t('Kept')}
          columns={environmentColumns()}
          rows={intake.data?.environments}
          rowKey={(row) => row.environmentId}
          {...problem}
          empty={<EmptyState compact title={i18n.t('No environment yet.')} />}
        />
      </Card>
      <KeysCard keys={keys} intake={intake.data} applicationId={applicationId} />
      <Slot name="intake.mapping" given={{ owner: applicationId }} />
      <Slot name="intake.scraping" given={{ applicationId }} />
      <Card flush title={i18n.t('Not kept')} note={i18n.t('In the last 24 hours, with the reason.')}>
        <DataTable
          label={i18n.t('Not kept')}
          columns={refusedColumns(keyName, nameOf)}
          rows={intake.data?.refused}
          rowKey={(row) => `${row.environmentId} ${row.ingestKeyId} ${row.protocol} ${row.reason}`}
          {...problem}
          empty={
            <EmptyState compact icon={<Inbox aria-hidden />} title={i18n.t('Everything that came for these environments was kept.')} />
          }
        />
      </Card>
    </>
  )
}

function environmentColumns(): readonly Column<Environment>[] {
  return [
    { id: 'environment', title: i18n.t('Environment'), width: 'minmax(140px, 1.4fr)', cell: (row) => row.name },
    {
      id: 'series',
      title: i18n.t('Series'),
      width: '180px',
      cell: (row) => i18n.t('{count} of {max}', { count: figure(row.series, 'count'), max: figure(row.seriesMax, 'count') }),
    },
    { id: 'samples', title: i18n.t('Samples'), width: '120px', rank: 2, end: true, cell: (row) => figure(row.samples, 'count') },
    { id: 'bytes', title: i18n.t('On the disk'), width: '120px', end: true, cell: (row) => figure(row.bytes, 'bytes') },
  ]
}

function refusedColumns(keyName: (row: Refused) => string, environmentName: (id: string) => string): readonly Column<Refused>[] {
  return [
    {
      id: 'reason',
      title: i18n.t('Reason'),
      width: 'minmax(180px, 2fr)',
      cell: ({ reason }) => (
        <span className={styles['reason']}>
          {reasonWords(reason).title}
          <span className={styles['help']}>{reasonWords(reason).help}</span>
        </span>
      ),
    },
    { id: 'source', title: i18n.t('Source'), width: 'minmax(120px, 1fr)', rank: 2, cell: keyName },
    { id: 'environment', title: i18n.t('Environment'), width: '140px', rank: 3, cell: (row) => environmentName(row.environmentId) },
    { id: 'items', title: i18n.t('Number'), width: '100px', end: true, cell: (row) => figure(row.items || null, 'count') },
    { id: 'last', title: i18n.t('Last'), width: '110px', cell: (row) => <RelativeTime at={row.lastAt} /> },
  ]
}
