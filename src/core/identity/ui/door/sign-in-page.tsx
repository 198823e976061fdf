/** The door. Tells what is wrong without telling whether an address has an account. */
import { useEffect, useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { useGo, useScreen } from '#design/navigation/screen.ts'
import { useClient, useRead, useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import type { Contract } from '#kit/contract.ts'
import { useIdentity } from '../client.ts'
import { signInScreen } from '../screens.ts'
import { useEnter } from './joined.ts'

/** Only addresses of this console: `//elsewhere` would leave it. */
function isOwnAddress(address: string | undefined): address is string {
  return address !== undefined && /^\/(?![/\\])/.test(address)
}

export function SignInPage() {
  const { search } = useScreen(signInScreen)
  const enter = useEnter()
  const identity = useIdentity()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  useSetUpFirst()
  const signIn = useWrite(() => identity.call('signIn', { body: { email: email.trim(), password } }), {
    touches: [],
    done: (me) => enter(me, isOwnAddress(search.return) ? search.return : '/'),
  })
  return (
    <Door title={i18n.t('Sign in')}>
      <FormLayout
        label={i18n.t('Sign in')}
        onSubmit={() => signIn.run(undefined)}
        actions={
          <Button type="submit" kind="primary" size="large" wide pending={signIn.pending}>
            {i18n.t('Sign in')}
          </Button>
        }
      >
        <TextField
          label={i18n.t('E-mail address')}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={setEmail}
          fault={signIn.problem?.of('email')}
        />
        <TextField
          label={i18n.t('Password')}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          fault={signIn.problem?.of('password')}
        />
        <FormProblem problem={signIn.problem} />
      </FormLayout>
    </Door>
  )
}

/** An installation that nobody has set up has nobody to sign in: then the page with the first steps stands here. */
function useSetUpFirst(): void {
  const go = useGo()
  const setup = useClient<Contract>('setup')
  const { data } = useRead(setup, 'readState', {})
  const open = (data as { open?: boolean } | undefined)?.open === true
  useEffect(() => {
    if (open) go('/setup', { replace: true })
  }, [open, go])
}
