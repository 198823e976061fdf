/** People at clients and end users of applications, whom we know without an account. */
import { lazy, Suspense } from 'react'
import { Contact as ContactIcon, UserPlus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { DataTable } from '#design/data-table/data-table.tsx'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { useContacts } from './client.ts'
import { clientColumn, emailColumn, positionColumn, nameColumn, phoneColumn, stateColumn } from './contact-columns.tsx'
import { contactScreen, contactsScreen } from './screens.ts'
import { kindChoices, stateChoices } from './words.ts'

const ContactDialog = lazy(() => import('./contact-dialog.tsx').then((module) => ({ default: module.ContactDialog })))

export function ContactsPage() {
  const contacts = useContacts()
  const whyNot = useWhyNot()
  const go = useGo()
  const { search, update } = useScreen(contactsScreen)
  const { q, state, kind } = search
  const { clientId } = useScope()
  const list = usePages(contacts, 'listContacts', { query: { text: q, state, kind, clientId } })
  const why = whyNot('contacts.contacts.write')
  const add = () => update({ add: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Add contact'), group: 'page', run: () => (why ? undefined : add()) })
  const filtered = q !== undefined || state !== undefined || kind !== undefined
  const addButton = (
    <Button kind="primary" icon={<UserPlus aria-hidden />} why={why} onClick={add} shortcut="C">
      {i18n.t('Add contact')}
    </Button>
  )
  return (
    <ListLayout
      title={i18n.t('Contacts')}
      actions={addButton}
      filters={
        <>
          <SearchField label={i18n.t('Search contacts')} value={q ?? ''} onChange={(next) => update({ q: next || undefined })} />
          <FilterChip
            label={i18n.t('Kind')}
            value={kind}
            choices={kindChoices()}
            onChange={(next) => update({ kind: next as typeof kind })}
          />
          <FilterChip
            label={i18n.t('State')}
            value={state}
            choices={stateChoices()}
            onChange={(next) => update({ state: next as typeof state })}
          />
        </>
      }
    >
      <DataTable
        label={i18n.t('Contacts')}
        columns={[
          nameColumn(),
          clientColumn(),
          emailColumn(),
          phoneColumn(),
          positionColumn(),
          ...(state === undefined ? [] : [stateColumn()]),
        ]}
        rows={list.rows}
        rowKey={(row) => row.id}
        to={(row) => href(contactScreen, { contact: row.id })}
        problem={list.error}
        retry={list.refetch}
        more={list.more ? { load: list.loadMore, loading: list.loadingMore } : undefined}
        empty={
          <EmptyState
            icon={<ContactIcon aria-hidden />}
            title={filtered ? i18n.t('No contact fits these filters.') : i18n.t('No contact yet.')}
            action={filtered ? null : addButton}
          >
            {filtered
              ? null
              : i18n.t('People at your clients and users of their applications. They need no account: a link by e-mail lets them in.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {search.add ? (
          <ContactDialog
            contact={null}
            clientId={clientId}
            onClose={() => update({ add: undefined })}
            onDone={(made) => go(href(contactScreen, { contact: made.id }))}
          />
        ) : null}
      </Suspense>
    </ListLayout>
  )
}
