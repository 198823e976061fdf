/** Asks who one is once more before a dangerous act; what was begun goes on by itself afterwards. */
import { useState } from 'react'
import { Fingerprint } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { securityContract } from '../../contract/security.ts'
import type { signInContract } from '../../contract/sign-in.ts'
import { useIdentity } from '../client.ts'
import { answerWithPasskey, canUsePasskeys } from '../passkeys.ts'

type Security = AnswerOf<(typeof securityContract)['readSecurity']>
type Proof = CallOf<(typeof signInContract)['prove']>['body']

export interface ProofDialogProps {
  readonly onProved: () => void
  readonly onGivenUp: () => void
}

export function ProofDialog({ onProved, onGivenUp }: ProofDialogProps) {
  const identity = useIdentity()
  const security = useRead(identity, 'readSecurity', {})
  return (
    <Dialog title={i18n.t('Confirm that it is you')} open onClose={onGivenUp} size="small">
      {security.data ? (
        <ProofForm security={security.data} onProved={onProved} onGivenUp={onGivenUp} />
      ) : security.error ? (
        <ErrorState problem={security.error} retry={() => void security.refetch()} compact />
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Dialog>
  )
}

function ProofForm({ security, onProved, onGivenUp }: ProofDialogProps & { readonly security: Security }) {
  const identity = useIdentity()
  const [by, setBy] = useState<'password' | 'totp'>(security.hasPassword ? 'password' : 'totp')
  const [typed, setTyped] = useState('')
  const prove = useWrite((proof: Proof) => identity.call('prove', { body: proof }), { touches: [], done: onProved })
  const passkey = useWrite(
    async () => {
      const answer = await answerWithPasskey(await identity.call('offerProvingPasskey', {}))
      await identity.call('prove', { body: { by: 'passkey', answer } })
    },
    { touches: [], done: onProved },
  )
  const canType = security.hasPassword || security.totpSince !== null
  const hasPasskey = security.passkeys.length > 0 && canUsePasskeys()
  const other = by === 'password' ? i18n.t('Use a code of your app') : i18n.t('Use your password')
  const submit = () => prove.run(by === 'password' ? { by, password: typed } : { by, code: typed })
  return (
    <FormLayout
      label={i18n.t('Confirm that it is you')}
      onSubmit={() => (canType && typed ? submit() : undefined)}
      actions={
        <Row>
          {canType ? (
            <Button type="submit" kind="primary" pending={prove.pending} why={typed ? null : i18n.t('Fill in the field first.')}>
              {i18n.t('Confirm')}
            </Button>
          ) : null}
          {hasPasskey ? (
            <Button icon={<Fingerprint aria-hidden />} pending={passkey.pending} onClick={() => passkey.run(undefined)}>
              {i18n.t('Use a passkey')}
            </Button>
          ) : null}
          <Button kind="quiet" onClick={onGivenUp}>
            {i18n.t('Cancel')}
          </Button>
        </Row>
      }
    >
      <p>{i18n.t('This needs a fresh proof of who you are. It holds for ten minutes.')}</p>
      {canType ? (
        by === 'password' ? (
          <TextField
            label={i18n.t('Password')}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={typed}
            onChange={setTyped}
            fault={prove.problem?.of('password')}
          />
        ) : (
          <TextField
            label={i18n.t('Code of your app')}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            value={typed}
            onChange={setTyped}
            fault={prove.problem?.of('code')}
          />
        )
      ) : null}
      {security.hasPassword && security.totpSince !== null ? (
        <Row>
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              setBy(by === 'password' ? 'totp' : 'password')
              setTyped('')
              prove.reset()
            }}
          >
            {other}
          </Button>
        </Row>
      ) : null}
      {canType || hasPasskey ? null : (
        <>
          <p>{i18n.t('You sign in through your provider: sign in there once more, then repeat what you did.')}</p>
          <ButtonLink to={`/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`}>
            {i18n.t('Go to sign-in')}
          </ButtonLink>
        </>
      )}
      <FormProblem problem={prove.problem ?? passkey.problem} />
    </FormLayout>
  )
}
