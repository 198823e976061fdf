/** How a heartbeat is reported, and a new address for it. */
import { useState } from 'react'
import { KeyRound } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { SecretDialog } from '#design/overlay/secret-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type Check, TOUCHES, useChecks } from './client.ts'

export function HeartbeatCard({ check, why }: { readonly check: Check; readonly why: string | null }) {
  const checks = useChecks()
  const toast = useToast()
  const [secret, setSecret] = useState<string | null>(null)
  const renew = useWrite(() => checks.call('renewHeartbeat', { params: { id: check.id } }), {
    touches: TOUCHES,
    done: (made) => setSecret(made.heartbeatSecret),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Card
      title={i18n.t('Its address')}
      note={i18n.t('The address was shown when the check was made. A new one makes the one before useless at once.')}
      actions={
        <Button size="small" icon={<KeyRound aria-hidden />} why={why} pending={renew.pending} onClick={() => renew.run(undefined)}>
          {i18n.t('New address')}
        </Button>
      }
    >
      <p>{i18n.t('Call it when a run ended well; with /start when it begins, and with /fail when it failed.')}</p>
      {secret ? <HeartbeatSecretDialog secret={secret} onClose={() => setSecret(null)} /> : null}
    </Card>
  )
}

export function HeartbeatSecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const address = `${location.origin}/heartbeat/${secret}`
  return (
    <SecretDialog title={i18n.t('The address is ready')} secret={address} onClose={onClose}>
      <CopyField label={i18n.t('At the end of a job')} value={`curl -fsS -m 10 --retry 5 ${address}`} />
      <CopyField
        label={i18n.t('Around a job')}
        value={`curl -fsS ${address}/start && job && curl -fsS ${address} || curl -fsS ${address}/fail`}
      />
    </SecretDialog>
  )
}
