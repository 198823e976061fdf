/** Who sends for all applications of a client at once: its write-only keys, and the rules that say which environment what comes belongs to. */
import { lazy, Suspense, useState } from 'react'
import { KeyRound, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type IngestKey, useTelemetry } from './client.ts'
import { KeyButtons, RevokeDialog } from './keys-card.tsx'
import styles from './telemetry.module.css'

const NewKeyDialog = lazy(() => import('./new-key-dialog.tsx').then((module) => ({ default: module.NewKeyDialog })))

export function ClientKeys({ client }: { readonly client: string }) {
  const allowed = useSession().permissions.has('telemetry.intake.read')
  const why = useWhyNot()('telemetry.keys.write')
  const keys = useRead(useTelemetry(), 'listClientKeys', { params: { id: client } }, { enabled: allowed })
  const [making, setMaking] = useState(false)
  const [doomed, setDoomed] = useState<IngestKey | null>(null)
  if (!allowed) return null
  const makeButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setMaking(true)}>
      {i18n.t('New key')}
    </Button>
  )
  return (
    <>
      <Card
        flush
        title={i18n.t('Keys of the client')}
        note={i18n.t('For one sender of several applications; mapping rules say which environment what comes belongs to.')}
        actions={makeButton}
      >
        <DataTable
          label={i18n.t('Keys of the client')}
          columns={columns()}
          rows={keys.data?.items}
          rowKey={({ id }) => id}
          problem={keys.error}
          retry={() => void keys.refetch()}
          actions={(key) => <KeyButtons ingestKey={key} why={why} onRevoke={setDoomed} />}
          empty={
            <EmptyState compact icon={<KeyRound aria-hidden />} title={i18n.t('No key of the client.')}>
              {i18n.t('Keys of one environment stand on the pages of its applications.')}
            </EmptyState>
          }
        />
      </Card>
      <Slot name="intake.mapping" given={{ owner: client }} />
      <Suspense fallback={null}>
        {making ? <NewKeyDialog owner={{ clientId: client }} onClose={() => setMaking(false)} /> : null}
        {doomed ? <RevokeDialog ingestKey={doomed} onClose={() => setDoomed(null)} /> : null}
      </Suspense>
    </>
  )
}

function columns(): readonly Column<IngestKey>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Name'),
      width: 'minmax(150px, 1.6fr)',
      cell: ({ name, prefix }) => (
        <span className={styles['reason']}>
          {name}
          <code className={styles['help']}>{i18n.t('begins with {prefix}…', { prefix })}</code>
        </span>
      ),
    },
    {
      id: 'last',
      title: i18n.t('Last'),
      width: '90px',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : i18n.t('never')),
    },
  ]
}
