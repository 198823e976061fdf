/** The contacts of a client, on its page. */
import { Contact as ContactIcon } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { DataTable } from '#design/data-table/data-table.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { useContacts } from './client.ts'
import { emailColumn, positionColumn, nameColumn, phoneColumn } from './contact-columns.tsx'
import { contactScreen, contactsScreen } from './screens.ts'

export function ClientContacts({ client }: { readonly client: string }) {
  const contacts = useContacts()
  const whyNot = useWhyNot()
  const list = usePages(contacts, 'listContacts', { query: { clientId: client } })
  // Whoever may not see contacts is not told that there are some.
  if (whyNot('contacts.contacts.read')) return null
  const add = whyNot('contacts.contacts.write') ? null : (
    <ButtonLink to={`${href(contactsScreen, {}, { add: 'yes' })}&client=${client}`}>{i18n.t('Add contact')}</ButtonLink>
  )
  return (
    <Card flush title={i18n.t('Contacts')} actions={add}>
      <DataTable
        label={i18n.t('Contacts')}
        columns={[nameColumn(), emailColumn(), phoneColumn(), positionColumn()]}
        rows={list.rows}
        rowKey={(row) => row.id}
        to={(row) => href(contactScreen, { contact: row.id })}
        problem={list.error}
        retry={list.refetch}
        more={list.more ? { load: list.loadMore, loading: list.loadingMore } : undefined}
        empty={<EmptyState compact icon={<ContactIcon aria-hidden />} title={i18n.t('No contact yet.')} />}
      />
    </Card>
  )
}
