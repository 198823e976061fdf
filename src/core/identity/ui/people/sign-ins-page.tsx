/** The sign-ins of everybody, for whoever watches over accounts. */
import { i18n } from '@lingui/core'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useIdentity } from '../client.ts'
import { signInsScreen } from '../screens.ts'
import { SignInsTable } from '../security/sign-ins-table.tsx'
import { PeopleTabs } from './people-tabs.tsx'

export function SignInsPage() {
  const identity = useIdentity()
  const { search, update } = useScreen(signInsScreen)
  const { result, person } = search
  const pages = usePages(identity, 'listSignIns', { query: { result, person } })
  const personName = pages.rows?.find((row) => row.personId === person)?.name ?? i18n.t('One person')
  return (
    <ListLayout
      title={i18n.t('People')}
      documentTitle={i18n.t('Sign-ins')}
      filters={
        <>
          <PeopleTabs current="sign_ins" />
          <FilterChip
            label={i18n.t('Result')}
            value={result}
            choices={[
              { value: 'signed_in', label: i18n.t('Signed in') },
              { value: 'refused', label: i18n.t('Refused') },
            ]}
            onChange={(next) => update({ result: next as typeof result })}
          />
          {person ? (
            <FilterChip
              label={i18n.t('Person')}
              value={person}
              choices={[{ value: person, label: personName }]}
              onChange={(next) => update({ person: next })}
            />
          ) : null}
        </>
      }
    >
      <SignInsTable pages={pages} named />
    </ListLayout>
  )
}
