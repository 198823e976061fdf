/** The second step: the code of an app, a passkey, or a recovery code. */
import { useState } from 'react'
import { Fingerprint } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { signInContract } from '../../contract/sign-in.ts'
import { useIdentity } from '../client.ts'
import { answerWithPasskey } from '../passkeys.ts'

type Proof = CallOf<(typeof signInContract)['completeSignIn']>['body']['proof']
export type Awaited = Extract<AnswerOf<(typeof signInContract)['signIn']>, { outcome: 'second_factor_needed' }>

export interface SecondFactorStepProps {
  readonly awaited: Awaited
  readonly onDone: (me: unknown) => void
  /** Back to the password. */
  readonly onBack: () => void
}

export function SecondFactorStep({ awaited, onDone, onBack }: SecondFactorStepProps) {
  const identity = useIdentity()
  const { token, factors } = awaited
  const [by, setBy] = useState<'totp' | 'recovery_code' | null>(factors.includes('totp') ? 'totp' : null)
  const [code, setCode] = useState('')
  const finish = useWrite((proof: Proof) => identity.call('completeSignIn', { body: { token, proof } }), { touches: [], done: onDone })
  const passkey = useWrite(
    async () => {
      const answer = await answerWithPasskey(await identity.call('offerSecondPasskey', { body: { token } }))
      return identity.call('completeSignIn', { body: { token, proof: { by: 'passkey', answer } } })
    },
    { touches: [], done: onDone },
  )
  const choose = (next: 'totp' | 'recovery_code') => {
    setBy(next)
    setCode('')
    finish.reset()
  }
  const problem = finish.problem ?? passkey.problem
  if (problem?.code === 'identity.sign_in_expired') {
    return (
      <Door title={i18n.t('This took too long')} lead={i18n.t('Sign in again; nothing is lost.')}>
        <Button kind="primary" size="large" wide onClick={onBack}>
          {i18n.t('Begin again')}
        </Button>
      </Door>
    )
  }
  const passkeyButton = factors.includes('passkey') ? (
    <Button
      kind={by === null ? 'primary' : 'secondary'}
      size="large"
      wide
      icon={<Fingerprint aria-hidden />}
      pending={passkey.pending}
      onClick={() => passkey.run(undefined)}
    >
      {i18n.t('Use a passkey')}
    </Button>
  ) : null
  return (
    <Door title={i18n.t('One more step')} lead={leadOf(by)}>
      <FormLayout
        label={i18n.t('Second factor')}
        onSubmit={() => (by ? finish.run({ by, code }) : passkey.run(undefined))}
        actions={
          by ? (
            <Button type="submit" kind="primary" size="large" wide pending={finish.pending}>
              {i18n.t('Sign in')}
            </Button>
          ) : null
        }
      >
        {by ? <CodeField key={by} by={by} value={code} onChange={setCode} fault={finish.problem?.of('proof.code')} /> : null}
        <FormProblem problem={problem} />
      </FormLayout>
      {passkeyButton}
      <Row>
        {by !== 'totp' && factors.includes('totp') ? (
          <Button size="small" kind="quiet" onClick={() => choose('totp')}>
            {i18n.t('Use a code of your app')}
          </Button>
        ) : null}
        {by !== 'recovery_code' && factors.includes('recovery_code') ? (
          <Button size="small" kind="quiet" onClick={() => choose('recovery_code')}>
            {i18n.t('Use a recovery code')}
          </Button>
        ) : null}
        <Button size="small" kind="quiet" onClick={onBack}>
          {i18n.t('Back')}
        </Button>
      </Row>
    </Door>
  )
}

interface CodeFieldProps {
  readonly by: 'totp' | 'recovery_code'
  readonly value: string
  readonly onChange: (value: string) => void
  readonly fault: string | undefined
}

function CodeField({ by, ...field }: CodeFieldProps) {
  if (by === 'totp') {
    return <TextField label={i18n.t('Code of your app')} inputMode="numeric" autoComplete="one-time-code" autoFocus {...field} />
  }
  return <TextField label={i18n.t('Recovery code')} autoComplete="off" autoCapitalize="off" spellCheck={false} mono autoFocus {...field} />
}

function leadOf(by: 'totp' | 'recovery_code' | null): string {
  if (by === 'totp') return i18n.t('Type the six digits that your authenticator app shows.')
  if (by === 'recovery_code') return i18n.t('Each of your recovery codes works once.')
  return i18n.t('Confirm with the passkey of your device.')
}
