/** One's passkeys: made, named, removed. */
import { lazy, Suspense, useState } from 'react'
import { Fingerprint, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { z } from 'zod'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { EmptyState, FormProblem } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { passkeyAnswer } from '../../contract/security.ts'
import { useIdentity } from '../client.ts'
import { canUsePasskeys, makePasskey } from '../passkeys.ts'
import { deviceWords } from '../words.ts'

const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

type Passkey = z.input<typeof passkeyAnswer>

export interface FactorCardProps {
  /** Recovery codes that came with the first factor, to be shown once. */
  readonly onCodes: (codes: readonly string[]) => void
}

function columns(): readonly Column<Passkey>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Name'),
      cell: (row) => (
        <Row>
          {row.name}
          {row.backedUp ? <Badge>{i18n.t('synced')}</Badge> : null}
        </Row>
      ),
    },
    { id: 'made', title: i18n.t('Added'), width: '110px', rank: 2, cell: (row) => <RelativeTime at={row.createdAt} /> },
    {
      id: 'used',
      title: i18n.t('Last used'),
      width: '110px',
      rank: 2,
      cell: (row) => (row.lastUsedAt ? <RelativeTime at={row.lastUsedAt} /> : i18n.t('never')),
    },
  ]
}

export function PasskeysCard({ passkeys, onCodes }: FactorCardProps & { readonly passkeys: readonly Passkey[] }) {
  const identity = useIdentity()
  const toast = useToast()
  const [adding, setAdding] = useState(false)
  const [renamed, setRenamed] = useState<Passkey | null>(null)
  const [doomed, setDoomed] = useState<Passkey | null>(null)
  const remove = useWrite((passkey: Passkey) => identity.call('removePasskey', { params: { id: passkey.id } }), {
    touches: ['identity'],
    done: (_, { name }) => {
      setDoomed(null)
      toast({ words: i18n.t('The passkey {name} is removed.', { name }) })
    },
    failed: (problem) => {
      setDoomed(null)
      toast({ words: problem.message, tone: 'failed' })
    },
  })
  const why = useObstacle()
  const add = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setAdding(true)}>
      {i18n.t('Add a passkey')}
    </Button>
  )
  return (
    <Card
      flush
      title={i18n.t('Passkeys')}
      note={i18n.t('Sign in with your fingerprint, face or security key: nothing to type, nothing that can be phished.')}
      actions={add}
    >
      <DataTable
        label={i18n.t('Passkeys')}
        columns={columns()}
        rows={passkeys}
        rowKey={(row) => row.id}
        actions={(row) => (
          <Row>
            <Button size="small" kind="quiet" onClick={() => setRenamed(row)} aria-label={i18n.t('Rename {name}', { name: row.name })}>
              {i18n.t('Rename')}
            </Button>
            <Button size="small" kind="quiet" onClick={() => setDoomed(row)} aria-label={i18n.t('Remove {name}', { name: row.name })}>
              {i18n.t('Remove')}
            </Button>
          </Row>
        )}
        empty={
          <EmptyState compact icon={<Fingerprint aria-hidden />} title={i18n.t('No passkey yet.')} action={add}>
            {why ?? i18n.t('Add one for each device that you sign in with.')}
          </EmptyState>
        }
      />
      {adding ? <AddDialog onClose={() => setAdding(false)} onCodes={onCodes} /> : null}
      {renamed ? <RenameDialog passkey={renamed} onClose={() => setRenamed(null)} /> : null}
      <Suspense fallback={null}>
        {doomed ? (
          <ConfirmDialog
            title={i18n.t('Remove {name}?', { name: doomed.name })}
            open
            onClose={() => setDoomed(null)}
            onConfirm={() => remove.run(doomed)}
            verb={i18n.t('Remove')}
            pending={remove.pending}
          >
            {i18n.t('It no longer opens your account. Remove it from your device too.')}
          </ConfirmDialog>
        ) : null}
      </Suspense>
    </Card>
  )
}

/** Why passkeys cannot be added from here, in words; null when they can. */
function useObstacle(): string | null {
  const { data } = useRead(useIdentity(), 'readSignInOptions', {})
  if (!canUsePasskeys()) return i18n.t('This browser knows no passkeys.')
  if (!data) return null
  if (data.passkeys.obstacle === 'not_https') return i18n.t('Passkeys need https. An owner sets PUBLIC_URL to the https address.')
  if (data.passkeys.obstacle !== null) return i18n.t('Passkeys need an address with a name. An owner sets PUBLIC_URL to it.')
  if (data.passkeys.origin !== location.origin) return i18n.t('Passkeys work at {address}.', { address: data.passkeys.origin })
  return null
}

function AddDialog({ onClose, onCodes }: FactorCardProps & { readonly onClose: () => void }) {
  const identity = useIdentity()
  const [name, setName] = useState(() => deviceWords(navigator.userAgent))
  const add = useWrite(
    async () => {
      const answer = await makePasskey(await identity.call('beginPasskey', {}))
      return identity.call('addPasskey', { body: { name: name.trim(), answer } })
    },
    {
      touches: ['identity'],
      done: ({ recoveryCodes }) => {
        onClose()
        if (recoveryCodes) onCodes(recoveryCodes)
      },
    },
  )
  return (
    <NameDialog
      title={i18n.t('Add a passkey')}
      verb={i18n.t('Continue')}
      hint={i18n.t('Your browser asks for the rest.')}
      name={name}
      onName={setName}
      pending={add.pending}
      problem={add.problem}
      onSubmit={() => add.run(undefined)}
      onClose={onClose}
    />
  )
}

function RenameDialog({ passkey, onClose }: { readonly passkey: Passkey; readonly onClose: () => void }) {
  const identity = useIdentity()
  const [name, setName] = useState(passkey.name)
  const rename = useWrite(() => identity.call('renamePasskey', { params: { id: passkey.id }, body: { name: name.trim() } }), {
    touches: ['identity'],
    done: onClose,
  })
  return (
    <NameDialog
      title={i18n.t('Rename {name}', { name: passkey.name })}
      verb={i18n.t('Save')}
      name={name}
      onName={setName}
      pending={rename.pending}
      problem={rename.problem}
      onSubmit={() => rename.run(undefined)}
      onClose={onClose}
    />
  )
}

interface NameDialogProps {
  readonly title: string
  readonly verb: string
  readonly hint?: string
  readonly name: string
  readonly onName: (name: string) => void
  readonly pending: boolean
  readonly problem: Parameters<typeof FormProblem>[0]['problem']
  readonly onSubmit: () => void
  readonly onClose: () => void
}

function NameDialog({ title, verb, hint, name, onName, pending, problem, onSubmit, onClose }: NameDialogProps) {
  const why = name.trim() ? null : i18n.t('Give it a name first.')
  return (
    <Dialog title={title} open onClose={onClose} size="small">
      <FormLayout
        label={title}
        onSubmit={() => (why ? undefined : onSubmit())}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={pending} why={why}>
              {verb}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <TextField
          label={i18n.t('Name')}
          autoFocus
          autoComplete="off"
          value={name}
          onChange={onName}
          fault={problem?.of('name')}
          {...(hint ? { hint } : {})}
        />
        <FormProblem problem={problem} />
      </FormLayout>
    </Dialog>
  )
}
