/** What somebody signs in with, the lock after failed attempts, and the help for who lost every device. */
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { ConfirmDialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { absoluteTime } from '#design/time/format.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type Person, useIdentity } from '../client.ts'

export function hasFactor({ factors }: Person): boolean {
  return factors.totp || factors.passkeys > 0 || factors.provider
}

export function FactorsLabel({ person: { factors } }: { readonly person: Person }) {
  const held = [
    ...(factors.passkeys > 0 ? [i18n.t('{count, plural, one {# passkey} other {# passkeys}}', { count: factors.passkeys })] : []),
    ...(factors.totp ? [i18n.t('app')] : []),
    ...(factors.provider ? [i18n.t('provider')] : []),
  ]
  if (held.length === 0) return <StateLabel tone="off">{i18n.t('none')}</StateLabel>
  return <StateLabel tone="good">{held.join(', ')}</StateLabel>
}

export function LockBanner({ person, why }: { readonly person: Person; readonly why: string | null }) {
  const identity = useIdentity()
  const toast = useToast()
  const unlock = useWrite(() => identity.call('unlockPerson', { params: { id: person.id } }), {
    touches: ['identity', 'records'],
    done: () => toast({ words: i18n.t('{name} can sign in again.', { name: person.name }) }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Banner
      tone="warning"
      action={
        <Button size="small" why={why} pending={unlock.pending} onClick={() => unlock.run(undefined)}>
          {i18n.t('End the lock')}
        </Button>
      }
    >
      {i18n.t('Locked after many failed attempts to sign in, until {time}.', { time: absoluteTime(person.lockedUntil ?? '') })}
    </Banner>
  )
}

export function ResetFactorsDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const identity = useIdentity()
  const toast = useToast()
  const reset = useWrite(() => identity.call('resetSecondFactors', { params: { id: person.id } }), {
    touches: ['identity', 'records'],
    done: onClose,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Remove the second factors of {name}?', { name: person.name })}
      open
      onClose={onClose}
      onConfirm={() => reset.run(undefined)}
      verb={i18n.t('Remove them')}
      pending={reset.pending}
    >
      {i18n.t('For who lost their devices. Make sure that it is really them who asks: their password alone opens the account then.')}
    </ConfirmDialog>
  )
}
