/** A new password with a one-time link. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { NewPasswordField } from '#design/field/new-password-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useIdentity } from '../client.ts'
import { passwordWords } from '../words.ts'
import { signInScreen } from '../screens.ts'
import { type Awaited, SecondFactorStep } from './second-factor-step.tsx'
import { SpentLink } from './invitation-page.tsx'
import { tokenOfLink, useEnter } from './joined.ts'

export function PasswordResetPage() {
  const identity = useIdentity()
  const enter = useEnter()
  const [token] = useState(tokenOfLink)
  const [password, setPassword] = useState('')
  const [awaited, setAwaited] = useState<Awaited | null>(null)
  const reset = useWrite(() => identity.call('resetPassword', { body: { token, password } }), {
    touches: [],
    done: (answer) => (answer.outcome === 'signed_in' ? enter(answer.me) : setAwaited(answer)),
  })
  const go = useGo()
  const spent = token === '' || reset.problem?.status === 410 || reset.problem?.of('token') !== undefined
  if (awaited) return <SecondFactorStep awaited={awaited} onDone={enter} onBack={() => go(href(signInScreen, {}))} />
  return (
    <Door
      title={i18n.t('Choose a new password')}
      lead={spent ? null : i18n.t('It signs you in here and ends your sessions everywhere else.')}
    >
      {spent ? (
        <SpentLink />
      ) : (
        <FormLayout
          label={i18n.t('Choose a new password')}
          onSubmit={() => reset.run(undefined)}
          actions={
            <Button type="submit" kind="primary" size="large" wide pending={reset.pending}>
              {i18n.t('Save and sign in')}
            </Button>
          }
        >
          <NewPasswordField
            label={i18n.t('New password')}
            value={password}
            onChange={setPassword}
            hint={i18n.t('At least 10 characters. A sentence is easier to keep than a riddle.')}
            judge={(typed) => passwordWords(typed, [])}
            fault={reset.problem?.of('password')}
          />
          <FormProblem problem={reset.problem} />
        </FormLayout>
      )}
    </Door>
  )
}
