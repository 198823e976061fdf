/** Everybody with an account, and the dialog that asks others in. */
import { lazy, Suspense } from 'react'
import { UserPlus, Users } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout, Row } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Person, useIdentity } from '../client.ts'
import { peopleScreen, personScreen, personStates, roles } from '../screens.ts'
import { personState, roleTitle } from '../words.ts'
import { FactorsLabel } from './person-factors.tsx'
import { PeopleTabs } from './people-tabs.tsx'

const InviteDialog = lazy(() => import('./invite-dialog.tsx').then((module) => ({ default: module.InviteDialog })))

function columns(): readonly Column<Person>[] {
  return [
    { id: 'name', title: i18n.t('Name'), width: 'minmax(180px, 1.4fr)', cell: (row) => <PersonName name={row.name} /> },
    { id: 'email', title: i18n.t('E-mail address'), width: 'minmax(0, 1.4fr)', rank: 3, cell: (row) => row.email },
    { id: 'roles', title: i18n.t('Roles'), width: 'minmax(0, 1.5fr)', cell: (row) => <RoleBadges person={row} /> },
    {
      id: 'state',
      title: i18n.t('State'),
      width: '128px',
      rank: 2,
      cell: (row) =>
        row.lockedUntil ? (
          <StateLabel tone="major">{i18n.t('Locked')}</StateLabel>
        ) : (
          <StateLabel tone={personState(row.state).tone}>{personState(row.state).words}</StateLabel>
        ),
    },
    { id: 'factors', title: i18n.t('Second factor'), width: '140px', rank: 3, cell: (row) => <FactorsLabel person={row} /> },
    {
      id: 'seen',
      title: i18n.t('Last seen'),
      width: '110px',
      end: true,
      rank: 2,
      cell: (row) => (row.lastSeenAt ? <RelativeTime at={row.lastSeenAt} /> : '–'),
    },
  ]
}

/** Two are shown, the rest is counted: rows stay one line high. */
function RoleBadges({ person }: { readonly person: Person }) {
  const held = [...new Set(person.grants.map((grant) => grant.role))]
  return (
    <Row>
      {held.slice(0, 2).map((role) => (
        <Badge key={role}>{roleTitle(role)}</Badge>
      ))}
      {held.length > 2 ? <Badge tone="outline">+{held.length - 2}</Badge> : null}
    </Row>
  )
}

export function PeoplePage() {
  const identity = useIdentity()
  const whyNot = useWhyNot()
  const { search, update } = useScreen(peopleScreen)
  const { q, role, state } = search
  const people = usePages(identity, 'listPeople', { query: { q, role, state } })
  const why = whyNot('identity.people.write')
  const invite = () => update({ invite: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Invite somebody'), group: 'page', run: () => (why ? undefined : invite()) })
  const filtered = q !== undefined || role !== undefined || state !== undefined
  return (
    <ListLayout
      title={i18n.t('People')}
      actions={
        <Button kind="primary" icon={<UserPlus aria-hidden />} why={why} onClick={invite} shortcut="C">
          {i18n.t('Invite')}
        </Button>
      }
      filters={
        <>
          <PeopleTabs current="people" />
          <SearchField label={i18n.t('Search people')} value={q ?? ''} onChange={(next) => update({ q: next || undefined })} />
          <FilterChip
            label={i18n.t('Role')}
            value={role}
            choices={roles.map((value) => ({ value, label: roleTitle(value) }))}
            onChange={(next) => update({ role: next as typeof role })}
          />
          <FilterChip
            label={i18n.t('State')}
            value={state}
            choices={personStates.map((value) => ({ value, label: personState(value).words }))}
            onChange={(next) => update({ state: next as typeof state })}
          />
        </>
      }
    >
      <DataTable
        label={i18n.t('People')}
        columns={columns()}
        rows={people.rows}
        rowKey={(row) => row.id}
        to={(row) => href(personScreen, { person: row.id })}
        problem={people.error}
        retry={people.refetch}
        more={people.more ? { load: people.loadMore, loading: people.loadingMore } : undefined}
        empty={
          <EmptyState
            icon={<Users aria-hidden />}
            title={filtered ? i18n.t('Nobody fits these filters.') : i18n.t('Nobody is here yet.')}
            action={
              filtered ? (
                <Button onClick={() => update({ q: undefined, role: undefined, state: undefined })}>{i18n.t('Remove filters')}</Button>
              ) : null
            }
          />
        }
      />
      <Suspense fallback={null}>{search.invite ? <InviteDialog onClose={() => update({ invite: undefined })} /> : null}</Suspense>
    </ListLayout>
  )
}
