/** The door. Tells what is wrong without telling whether an address has an account. */
import { useEffect, useState } from 'react'
import { Building2, Fingerprint } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Link } from '#design/link/link.tsx'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { useClient, useRead, useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import type { Contract } from '#kit/contract.ts'
import { ownPath } from '../../domain/own-path.ts'
import { useIdentity } from '../client.ts'
import { answerWithPasskey, canAutofill, canUsePasskeys, stopAutofill } from '../passkeys.ts'
import { forgottenPasswordScreen, signInScreen } from '../screens.ts'
import { useEnter } from './joined.ts'
import { type Awaited, SecondFactorStep } from './second-factor-step.tsx'

export function SignInPage() {
  const { search } = useScreen(signInScreen)
  const enter = useEnter()
  const [awaited, setAwaited] = useState<Awaited | null>(null)
  useSetUpFirst()
  const done = (me: unknown) => enter(me, ownPath(search.return))
  if (awaited) return <SecondFactorStep awaited={awaited} onDone={done} onBack={() => setAwaited(null)} />
  return <FirstStep returnTo={search.return} onDone={done} onAwaited={setAwaited} />
}

interface FirstStepProps {
  readonly returnTo: string | undefined
  readonly onDone: (me: unknown) => void
  readonly onAwaited: (awaited: Awaited) => void
}

function FirstStep({ returnTo, onDone, onAwaited }: FirstStepProps) {
  const identity = useIdentity()
  const options = useRead(identity, 'readSignInOptions', {})
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [byPassword, setByPassword] = useState(false)
  const signIn = useWrite(() => identity.call('signIn', { body: { email: email.trim(), password } }), {
    touches: [],
    done: (answer) => (answer.outcome === 'signed_in' ? onDone(answer.me) : onAwaited(answer)),
  })
  const provider = useWrite(() => identity.call('beginProviderSignIn', { body: { return: ownPath(returnTo) } }), {
    touches: [],
    done: ({ url }) => location.assign(url),
  })
  const offered = options.data
  const worksHere = offered?.passkeys.obstacle === null && canUsePasskeys()
  const isElsewhere = worksHere && offered.passkeys.origin !== location.origin
  const passkey = usePasskeySignIn({ waits: worksHere && !isElsewhere, onDone })
  const providerFirst = offered?.provider?.only === true && !byPassword
  const providerButton = offered?.provider ? (
    <Button
      kind={providerFirst ? 'primary' : 'secondary'}
      size="large"
      wide
      icon={<Building2 aria-hidden />}
      pending={provider.pending}
      onClick={() => provider.run(undefined)}
    >
      {i18n.t('Sign in with {provider}', { provider: offered.provider.label })}
    </Button>
  ) : null
  if (providerFirst) {
    return (
      <Door title={i18n.t('Sign in')}>
        {providerButton}
        <FormProblem problem={provider.problem} />
        <Button kind="quiet" wide onClick={() => setByPassword(true)}>
          {i18n.t('I am an owner and use my password')}
        </Button>
      </Door>
    )
  }
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
          autoComplete="username webauthn"
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
        <Row end>
          <Link to={href(forgottenPasswordScreen, {})}>{i18n.t('Forgotten your password?')}</Link>
        </Row>
      </FormLayout>
      {worksHere && !isElsewhere ? (
        <Button size="large" wide icon={<Fingerprint aria-hidden />} pending={passkey.pending} onClick={passkey.ask}>
          {i18n.t('Sign in with a passkey')}
        </Button>
      ) : null}
      {providerButton}
      <FormProblem problem={passkey.problem ?? provider.problem} />
      {isElsewhere ? <Banner>{i18n.t('Passkeys work at {address}.', { address: offered.passkeys.origin })}</Banner> : null}
    </Door>
  )
}

/** Where the browser can, passkeys are offered in the field of the address by themselves; the button asks for one. */
function usePasskeySignIn({ waits, onDone }: { readonly waits: boolean; readonly onDone: (me: unknown) => void }) {
  const identity = useIdentity()
  const sign = async (autofill: boolean) => {
    const options = await identity.call('offerPasskeySignIn', {})
    return identity.call('signInWithPasskey', { body: { answer: await answerWithPasskey(options, { autofill }) } })
  }
  const asked = useWrite(
    async () => {
      // Browsers take one request at a time: the quiet one must be over before the dialog can open.
      await stopAutofill()
      return sign(false)
    },
    { touches: [], done: onDone },
  )
  const waited = useWrite(
    async () => {
      if (await canAutofill()) return sign(true)
      return undefined
    },
    { touches: [], done: (me) => (me ? onDone(me) : undefined) },
  )
  const { run } = waited
  useEffect(() => {
    if (!waits) return
    run(undefined)
    return () => void stopAutofill()
  }, [waits, run])
  const refused = waited.problem && waited.problem.code !== 'console.passkey' ? waited.problem : null
  return { pending: asked.pending, ask: () => asked.run(undefined), problem: asked.problem ?? refused }
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
