/** One address: how it stands, what can be done with it, and what its provider said last. */
import { useState } from 'react'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { ConfirmDialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Address, useChannels } from './client.ts'
import { ProveDialog } from './prove-dialog.tsx'
import { channelWords, failureWords, standingOf } from './words.ts'
import styles from './channels.module.css'

export interface AddressRowProps {
  readonly address: Address
  /** Null: it cannot be moved. */
  readonly onMove: ((by: -1 | 1) => void) | null
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Why nothing may be changed. */
  readonly why: string | null
  readonly isTeams: boolean
}

export function AddressRow({ address, onMove, isFirst, isLast, why, isTeams }: AddressRowProps) {
  const standing = standingOf(address)
  const name = address.label || channelWords(address.channel)
  return (
    <li className={styles['address']}>
      <div className={styles['what']}>
        <strong className={styles['name']}>{name}</strong>
        <span className={styles['quiet']}>
          {address.label ? `${channelWords(address.channel)} ` : ''}
          {address.hint}
        </span>
        {address.breaksSilence ? <Badge tone="accent">{i18n.t('Breaks silence')}</Badge> : null}
      </div>
      <StateLabel tone={standing.tone}>{standing.words}</StateLabel>
      {address.testedAt ? (
        <p className={styles['quiet']}>
          {i18n.t('Last proved to work')} <RelativeTime at={address.testedAt} />
        </p>
      ) : null}
      <Actions {...{ address, onMove, isFirst, isLast, why, isTeams, name }} />
    </li>
  )
}

function Actions({ address, onMove, isFirst, isLast, why, isTeams, name }: AddressRowProps & { readonly name: string }) {
  const [dialog, setDialog] = useState<'prove' | 'remove' | null>(null)
  const test = useTest(address.id)
  const needsProof = (address.verifiedAt === null || address.turnedOff !== null) && !isTeams
  return (
    <>
      <div className={styles['actions']}>
        {needsProof || (isTeams && address.channel === 'telegram' && address.hint === '') ? (
          <Button size="small" kind="primary" why={why} onClick={() => setDialog('prove')}>
            {i18n.t('Prove it')}
          </Button>
        ) : (
          <Button size="small" why={why} pending={test.pending} onClick={() => test.run(undefined)}>
            {i18n.t('Send test')}
          </Button>
        )}
        {onMove ? (
          <>
            <IconButton
              plain
              size="small"
              label={i18n.t('Move {name} up', { name })}
              icon={<ArrowUp aria-hidden />}
              why={isFirst ? i18n.t('It is the first.') : null}
              onClick={() => onMove(-1)}
            />
            <IconButton
              plain
              size="small"
              label={i18n.t('Move {name} down', { name })}
              icon={<ArrowDown aria-hidden />}
              why={isLast ? i18n.t('It is the last.') : null}
              onClick={() => onMove(1)}
            />
          </>
        ) : null}
        {address.isOfAccount ? null : (
          <IconButton
            plain
            size="small"
            label={i18n.t('Remove {name}', { name })}
            icon={<Trash2 aria-hidden />}
            why={why}
            onClick={() => setDialog('remove')}
          />
        )}
      </div>
      {test.data ? (
        <p className={styles['said']} role="status">
          <StateLabel tone={test.data.state === 'failed' ? 'major' : 'good'}>
            {test.data.state === 'failed' ? failureWords(test.data.reason) : i18n.t('Handed over')}
          </StateLabel>
          <code>{test.data.answer}</code>
        </p>
      ) : null}
      {dialog === 'prove' ? <ProveDialog address={address} onClose={() => setDialog(null)} /> : null}
      {dialog === 'remove' ? <RemoveDialog id={address.id} name={name} onClose={() => setDialog(null)} /> : null}
    </>
  )
}

/** With what the provider answered the last time that it was asked from here. */
function useTest(id: string) {
  const channels = useChannels()
  const toast = useToast()
  const [data, setData] = useState<Awaited<ReturnType<typeof ask>> | null>(null)
  const ask = () => channels.call('testAddress', { params: { id } })
  const test = useWrite(ask, {
    touches: ['channels'],
    done: setData,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return { ...test, data }
}

function RemoveDialog({ id, name, onClose }: { readonly id: string; readonly name: string; readonly onClose: () => void }) {
  const channels = useChannels()
  const toast = useToast()
  const remove = useWrite(() => channels.call('removeAddress', { params: { id } }), {
    touches: ['channels'],
    done: onClose,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Remove {name}?', { name })}
      open
      onClose={onClose}
      onConfirm={() => remove.run(undefined)}
      verb={i18n.t('Remove')}
      pending={remove.pending}
    >
      {i18n.t('Nothing is sent there any more.')}
    </ConfirmDialog>
  )
}
