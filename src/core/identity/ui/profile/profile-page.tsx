/** Oneself: name, language, zone, looks. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, PageLayout, Row } from '#design/layouts/layouts.tsx'
import { densities, locales, themes } from '#design/preferences/preferences.ts'
import { Combobox } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import { zoneOptions } from '#design/time/zones.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { AnswerOf } from '#kit/contract.ts'
import type { accountContract } from '../../contract/account.ts'
import { useIdentity } from '../client.ts'
import { ProfileTabs } from '../security/profile-tabs.tsx'
import styles from './profile.module.css'

type Me = AnswerOf<(typeof accountContract)['me']>

export function ProfilePage() {
  const identity = useIdentity()
  const { data: me, error, refetch } = useRead(identity, 'me', {})
  if (error && !me) return <ErrorState problem={error} retry={() => void refetch()} />
  return (
    <PageLayout title={i18n.t('Profile')} measure>
      <ProfileTabs current="profile" />
      {me ? <AboutCard key={me.version} me={me} /> : <SkeletonRows rows={3} />}
      {me ? <LooksCard me={me} /> : null}
    </PageLayout>
  )
}

/** Language, theme and the like take effect as soon as they are chosen. */
function useSaveMe(me: Me) {
  const identity = useIdentity()
  const toast = useToast()
  type Change = Partial<Pick<Me, 'name' | 'locale' | 'zone' | 'theme' | 'density'>>
  return useWrite((change: Change) => identity.call('updateMe', { body: change }, { ifMatch: me.version }), {
    touches: ['identity'],
    done: () => toast({ words: i18n.t('Saved.') }),
  })
}

function AboutCard({ me }: { readonly me: Me }) {
  const save = useSaveMe(me)
  const [name, setName] = useState(me.name)
  const [zone, setZone] = useState(me.zone)
  return (
    <Card title={i18n.t('About you')}>
      <FormLayout
        label={i18n.t('About you')}
        onSubmit={() => save.run({ name, zone })}
        actions={
          <Button type="submit" kind="primary" pending={save.pending}>
            {i18n.t('Save')}
          </Button>
        }
      >
        <div className={styles['pair']}>
          <TextField label={i18n.t('Name')} autoComplete="name" value={name} onChange={setName} fault={save.problem?.of('name')} />
          <TextField
            label={i18n.t('E-mail address')}
            readOnly
            value={me.email}
            onChange={() => undefined}
            hint={i18n.t('Who manages people can change it.')}
          />
        </div>
        <Combobox
          label={i18n.t('Time zone')}
          value={zone}
          onChange={setZone}
          options={zoneOptions(zone)}
          hint={i18n.t('Times on screen are shown in this zone.')}
        />
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Card>
  )
}

function LooksCard({ me }: { readonly me: Me }) {
  const save = useSaveMe(me)
  const themeWords = { system: i18n.t('System'), light: i18n.t('Light'), dark: i18n.t('Dark') }
  const densityWords = { comfortable: i18n.t('Comfortable'), compact: i18n.t('Compact') }
  const localeWords = { en: 'English', de: 'Deutsch' }
  const locale = locales.find((one) => me.locale.startsWith(one)) ?? 'en'
  return (
    <Card title={i18n.t('Looks')} note={i18n.t('On every device where you sign in.')}>
      <Row>
        <div className={styles['looks']}>
          <RadioGroup
            bar
            label={i18n.t('Theme')}
            value={me.theme}
            onChange={(theme) => save.run({ theme })}
            options={themes.map((value) => ({ value, label: themeWords[value] }))}
          />
          <RadioGroup
            bar
            label={i18n.t('Rows')}
            value={me.density}
            onChange={(density) => save.run({ density })}
            options={densities.map((value) => ({ value, label: densityWords[value] }))}
          />
          <RadioGroup
            bar
            label={i18n.t('Language')}
            value={locale}
            onChange={(next) => save.run({ locale: next })}
            options={locales.map((value) => ({ value, label: localeWords[value] }))}
          />
        </div>
      </Row>
      <FormProblem problem={save.problem} />
    </Card>
  )
}
