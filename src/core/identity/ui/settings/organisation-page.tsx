/** The organisation that this installation belongs to. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { href } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import { zoneOptions } from '#design/time/zones.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { AnswerOf } from '#kit/contract.ts'
import type { organisationContract } from '../../contract/organisation.ts'
import { useIdentity } from '../client.ts'
import { organisationScreen } from '../screens.ts'
import styles from './settings.module.css'

type Organisation = AnswerOf<(typeof organisationContract)['readOrganisation']>

export function OrganisationPage() {
  const identity = useIdentity()
  const { data, error, refetch } = useRead(identity, 'readOrganisation', {})
  return (
    <SettingsLayout current={href(organisationScreen, {})}>
      <div className={styles['narrow']}>
        {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
        {data ? <OrganisationCard key={data.version} organisation={data} /> : error ? null : <SkeletonRows rows={2} />}
        {data ? (
          <Card title={i18n.t('Timeline')}>
            <Slot name="thing.timeline" given={{ record: data.id }} />
          </Card>
        ) : null}
      </div>
    </SettingsLayout>
  )
}

function OrganisationCard({ organisation }: { readonly organisation: Organisation }) {
  const identity = useIdentity()
  const toast = useToast()
  const whyNot = useWhyNot()
  const [name, setName] = useState(organisation.name)
  const [zone, setZone] = useState(organisation.zone)
  const save = useWrite(() => identity.call('updateOrganisation', { body: { name, zone } }, { ifMatch: organisation.version }), {
    touches: ['identity', 'records'],
    done: () => toast({ words: i18n.t('Saved.') }),
  })
  const why = whyNot('identity.organisation.write')
  return (
    <Card title={i18n.t('Organisation')}>
      <FormLayout
        label={i18n.t('Organisation')}
        onSubmit={() => (why ? undefined : save.run(undefined))}
        actions={
          <Button type="submit" kind="primary" why={why} pending={save.pending}>
            {i18n.t('Save')}
          </Button>
        }
      >
        <TextField label={i18n.t('Name')} readOnly={why !== null} value={name} onChange={setName} fault={save.problem?.of('name')} />
        <Combobox
          label={i18n.t('Time zone')}
          value={zone}
          onChange={setZone}
          options={zoneOptions(zone)}
          hint={i18n.t('Business hours and reports count in this zone unless a client has its own.')}
        />
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Card>
  )
}
