/** API keys: what they may do, when they were used, and the way to end them. */
import { lazy, Suspense, useState } from 'react'
import { KeyRound, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { z } from 'zod'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { apiKeyAnswer } from '../../contract/organisation.ts'
import { useIdentity } from '../client.ts'
import { keysScreen } from '../screens.ts'

const NewKeyDialog = lazy(() => import('./new-key-dialog.tsx').then((module) => ({ default: module.NewKeyDialog })))
const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

type ApiKey = z.input<typeof apiKeyAnswer>

function columns(): readonly Column<ApiKey>[] {
  return [
    { id: 'name', title: i18n.t('Name'), width: 'minmax(140px, 1.4fr)', cell: (row) => row.name },
    { id: 'prefix', title: i18n.t('Begins with'), width: '130px', rank: 3, cell: (row) => <code>{row.prefix}…</code> },
    {
      id: 'scopes',
      title: i18n.t('Permissions'),
      width: '110px',
      rank: 2,
      cell: (row) => i18n.t('{count, plural, one {# permission} other {# permissions}}', { count: row.scopes.length }),
    },
    {
      id: 'used',
      title: i18n.t('Last used'),
      width: '110px',
      cell: (row) => (row.lastUsedAt ? <RelativeTime at={row.lastUsedAt} /> : i18n.t('never')),
    },
    { id: 'expires', title: i18n.t('Expires'), width: '120px', rank: 2, cell: expiry },
  ]
}

function expiry(row: ApiKey) {
  if (row.expired) return <StateLabel tone="off">{i18n.t('Expired')}</StateLabel>
  return row.expiresAt ? <RelativeTime at={row.expiresAt} /> : i18n.t('never')
}

export function KeysPage() {
  const identity = useIdentity()
  const toast = useToast()
  const { search, update } = useScreen(keysScreen)
  const keys = useRead(identity, 'listApiKeys', {})
  const [doomed, setDoomed] = useState<ApiKey | null>(null)
  const revoke = useWrite((key: ApiKey) => identity.call('revokeApiKey', { params: { id: key.id } }), {
    touches: ['identity'],
    done: (_, key) => {
      setDoomed(null)
      toast({ words: i18n.t('The key {name} is revoked.', { name: key.name }) })
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const make = () => update({ make: 'yes' })
  const makeButton = (
    <Button size="small" icon={<Plus aria-hidden />} onClick={make}>
      {i18n.t('New key')}
    </Button>
  )
  return (
    <SettingsLayout current={href(keysScreen, {})}>
      <Card
        flush
        title={i18n.t('API keys')}
        note={i18n.t('For scripts and other programs. A key never holds more than the person who made it.')}
        actions={makeButton}
      >
        <DataTable
          label={i18n.t('API keys')}
          columns={columns()}
          rows={keys.data?.items}
          rowKey={(row) => row.id}
          problem={keys.error}
          retry={() => void keys.refetch()}
          actions={(row) => (
            <Button size="small" kind="quiet" onClick={() => setDoomed(row)} aria-label={i18n.t('Revoke {name}', { name: row.name })}>
              {i18n.t('Revoke')}
            </Button>
          )}
          empty={
            <EmptyState compact icon={<KeyRound aria-hidden />} title={i18n.t('No API key yet.')} action={makeButton}>
              {i18n.t('Everything the console does, a script can do with a key.')}
            </EmptyState>
          }
        />
      </Card>
      <Suspense fallback={null}>
        {search.make ? <NewKeyDialog onClose={() => update({ make: undefined })} /> : null}
        {doomed ? (
          <ConfirmDialog
            title={i18n.t('Revoke {name}?', { name: doomed.name })}
            open
            onClose={() => setDoomed(null)}
            onConfirm={() => revoke.run(doomed)}
            verb={i18n.t('Revoke for good')}
            type={doomed.name}
            pending={revoke.pending}
          >
            {i18n.t('Programs that use this key are refused from this moment on. A revoked key cannot be brought back.')}
          </ConfirmDialog>
        ) : null}
      </Suspense>
    </SettingsLayout>
  )
}
