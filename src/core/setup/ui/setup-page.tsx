/** The first visit: owner, organisation, and what is to be kept running. Six fields, one page, no manual. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { DoorOpen, KeyRound } from 'lucide-react'
import { i18n } from '@lingui/core'
import { parseAddresses } from '#core/catalog/domain/addresses.ts'
import { judgePassword, PASSWORD_LENGTH_MIN } from '#core/identity/domain/password.ts'
import { AddressesField } from '#design/addresses-field/addresses-field.tsx'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { NewPasswordField, type PasswordJudgement } from '#design/field/new-password-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { useGo } from '#design/navigation/screen.ts'
import { preferences } from '#design/preferences/preferences.ts'
import { type Problem, useClient, useRead, useWrite } from '#design/session/client.ts'
import { EmptyState, FormProblem } from '#design/states/states.tsx'
import { ownZone, zoneOptions } from '#design/time/zones.ts'
import type { setupContract } from '../contract/contract.ts'
import styles from './setup.module.css'

export function SetupPage() {
  const setup = useClient<typeof setupContract>('setup')
  const state = useRead(setup, 'readState', {})
  const [token] = useState(() => location.hash.slice(1))
  if (state.data && !state.data.open) {
    return (
      <Door title={i18n.t('Set up already')}>
        <EmptyState
          compact
          icon={<DoorOpen aria-hidden />}
          title={i18n.t('This installation has an owner.')}
          action={<ButtonLink to="/sign-in">{i18n.t('Go to sign-in')}</ButtonLink>}
        >
          {i18n.t('If you have no account, an owner can invite you.')}
        </EmptyState>
      </Door>
    )
  }
  if (token === '') {
    return (
      <Door title={i18n.t('Almost there')}>
        <EmptyState compact icon={<KeyRound aria-hidden />} title={i18n.t('Open the set-up link.')}>
          {i18n.t(
            'Pitcrew printed a one-time link where it was started: in the terminal, or in the log of the service. It proves that you run this machine.',
          )}
        </EmptyState>
      </Door>
    )
  }
  return (
    <Door wide title={i18n.t('Welcome to Pitcrew')} lead={i18n.t('Three short answers, then it watches. Everything can be changed later.')}>
      <SetupForm token={token} />
    </Door>
  )
}

interface Draft {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly organisation: string
  readonly zone: string
  readonly addresses: string
}

function SetupForm({ token }: { readonly token: string }) {
  const setup = useClient<typeof setupContract>('setup')
  const go = useGo()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => ({ name: '', email: '', password: '', organisation: '', zone: ownZone(), addresses: '' }))
  const start = useWrite(
    ({ name, email, password, organisation, zone, addresses }: Draft) =>
      setup.call('setUp', {
        body: {
          token,
          owner: { name, email: email.trim(), password, locale: preferences().locale },
          organisation: { name: organisation, zone },
          addresses,
        },
      }),
    {
      touches: [],
      done: ({ me }) => {
        queries.clear()
        queries.setQueryData(['identity', 'me', {}], me)
        go('/', { replace: true })
      },
    },
  )
  const broken = parseAddresses(draft.addresses).faults.length > 0
  const step = { draft, change: (change: Partial<Draft>) => setDraft({ ...draft, ...change }), problem: start.problem }
  return (
    <FormLayout
      label={i18n.t('Set up Pitcrew')}
      onSubmit={() => (broken ? undefined : start.run(draft))}
      actions={
        <Button
          type="submit"
          kind="primary"
          size="large"
          wide
          pending={start.pending}
          why={broken ? i18n.t('Mend the marked lines first.') : null}
        >
          {i18n.t('Start')}
        </Button>
      }
    >
      <OwnerStep {...step} />
      <OrganisationStep {...step} />
      <Step number={3} title={i18n.t('What you keep running')}>
        <AddressesField
          optional
          label={i18n.t('Addresses of your applications')}
          value={draft.addresses}
          onChange={(addresses) => step.change({ addresses })}
          read={parseAddresses}
          fault={start.problem?.of('addresses')}
        />
      </Step>
      <FormProblem problem={start.problem} />
    </FormLayout>
  )
}

interface StepProps {
  readonly draft: Draft
  readonly change: (change: Partial<Draft>) => void
  readonly problem: Problem | null
}

function OwnerStep({ draft, change, problem }: StepProps) {
  return (
    <Step number={1} title={i18n.t('You, the owner')}>
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Your name')}
          autoComplete="name"
          autoFocus
          value={draft.name}
          onChange={(name) => change({ name })}
          fault={problem?.of('owner.name')}
        />
        <TextField
          label={i18n.t('E-mail address')}
          type="email"
          autoComplete="username"
          value={draft.email}
          onChange={(email) => change({ email })}
          fault={problem?.of('owner.email')}
        />
      </div>
      <NewPasswordField
        label={i18n.t('Password')}
        value={draft.password}
        onChange={(password) => change({ password })}
        hint={i18n.t('At least 10 characters. A sentence is easier to keep than a riddle.')}
        judge={(typed) => judged(typed, [draft.email, draft.organisation])}
        fault={problem?.of('owner.password')}
      />
    </Step>
  )
}

function OrganisationStep({ draft, change, problem }: StepProps) {
  return (
    <Step number={2} title={i18n.t('Your organisation')}>
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Name of the organisation')}
          autoComplete="organization"
          value={draft.organisation}
          onChange={(organisation) => change({ organisation })}
          fault={problem?.of('organisation.name')}
        />
        <NativeSelect
          label={i18n.t('Time zone')}
          value={draft.zone}
          onChange={(zone) => change({ zone })}
          options={zoneOptions(draft.zone)}
          fault={problem?.of('organisation.zone')}
        />
      </div>
    </Step>
  )
}

/** From here on guessing is hopeless even for somebody who holds the hashes. */
const STRONG_FROM_SIGNS = 16

function judged(password: string, names: readonly string[]): PasswordJudgement {
  const verdict = judgePassword(password, names)
  if (verdict.accepted)
    return { tone: 'good', words: [...password].length >= STRONG_FROM_SIGNS ? i18n.t('Strong') : i18n.t('Good; longer is better') }
  if (verdict.reason === 'too_short')
    return { tone: 'major', words: i18n.t('Too short: at least {count} characters', { count: PASSWORD_LENGTH_MIN }) }
  if (verdict.reason === 'holds_own_name')
    return { tone: 'major', words: i18n.t('Little more than your e-mail address or your organisation') }
  return { tone: 'major', words: i18n.t('One of the passwords that attackers try first') }
}

function Step({ number, title, children }: { readonly number: number; readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={styles['step']} aria-label={title}>
      <h2 className={styles['title']}>
        <span className={styles['number']} aria-hidden="true">
          {number}
        </span>
        {title}
      </h2>
      <div className={styles['fields']}>{children}</div>
    </section>
  )
}
