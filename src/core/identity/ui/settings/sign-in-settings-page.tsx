/** How people sign in: who needs a second factor, and the organisation's own provider. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { Select } from '#design/select/select.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { Role } from '../../domain/roles.ts'
import { type SignInSettings, useIdentity } from '../client.ts'
import { personScreen, roles, signInSettingsScreen } from '../screens.ts'
import { roleTitle } from '../words.ts'
import { ProviderCard } from './provider-card.tsx'
import styles from './settings.module.css'

export function SignInSettingsPage() {
  const identity = useIdentity()
  const { data, error, refetch } = useRead(identity, 'readSignInSettings', {})
  return (
    <SettingsLayout current={href(signInSettingsScreen, {})}>
      <div className={styles['narrow']}>
        {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
        {data ? (
          <>
            <SecondFactorCard key={`rule ${data.version}`} settings={data} />
            <ProviderCard key={`provider ${data.version}`} settings={data} />
          </>
        ) : error ? null : (
          <SkeletonRows rows={4} />
        )}
      </div>
    </SettingsLayout>
  )
}

const graces = ['0', '3', '7', '14', '30'] as const

function SecondFactorCard({ settings }: { readonly settings: SignInSettings }) {
  const identity = useIdentity()
  const toast = useToast()
  const [chosen, setChosen] = useState<readonly Role[]>(settings.secondFactorRoles)
  const [days, setDays] = useState(String(settings.secondFactorGraceDays))
  const save = useWrite(
    () =>
      identity.call(
        'updateSignInSettings',
        { body: { secondFactorRoles: [...chosen], secondFactorGraceDays: Number(days) } },
        { ifMatch: settings.version },
      ),
    { touches: ['identity'], done: () => toast({ words: i18n.t('Saved.') }) },
  )
  const toggle = (role: Role, on: boolean) => setChosen(on ? [...chosen, role] : chosen.filter((one) => one !== role))
  const known = graces.find((one) => one === days) ? graces : [...graces, days]
  return (
    <Card
      title={i18n.t('Second factor')}
      note={i18n.t('Who holds one of these roles must set up a passkey or an authenticator app. Everybody else may.')}
    >
      <FormLayout
        label={i18n.t('Second factor')}
        onSubmit={() => save.run(undefined)}
        actions={
          <Button type="submit" kind="primary" pending={save.pending}>
            {i18n.t('Save')}
          </Button>
        }
      >
        <fieldset>
          <legend>{i18n.t('Required for')}</legend>
          <div className={styles['scopes']}>
            {roles.map((role) => (
              <Checkbox key={role} label={roleTitle(role)} checked={chosen.includes(role)} onChange={(on) => toggle(role, on)} />
            ))}
          </div>
        </fieldset>
        <Select
          label={i18n.t('Time to set it up')}
          value={days}
          onChange={setDays}
          options={known.map((value) => ({
            value,
            label: i18n.t('{count, plural, =0 {None: at once} one {# day} other {# days}}', { count: Number(value) }),
          }))}
        />
        <FormProblem problem={save.problem} />
      </FormLayout>
      {settings.withoutFactor.length > 0 ? (
        <>
          <p>
            {i18n.t('{count, plural, one {# person has no second factor yet:} other {# people have no second factor yet:}}', {
              count: settings.withoutFactor.length,
            })}
          </p>
          <ul>
            {settings.withoutFactor.map((person) => (
              <li key={person.id}>
                <Link to={href(personScreen, { person: person.id })}>{person.name}</Link> · <RelativeTime at={person.dueAt} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  )
}
