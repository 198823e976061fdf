/** What contacts contribute to the console. */
import { lazy } from 'react'
import { Contact, UserPlus } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { contactDoorScreen, contactLinkScreen, contactScreen, contactsScreen } from './screens.ts'

const FOUND_MAX = 6
const READ = 'contacts.contacts.read'

export const contactsConsole: ConsolePart = {
  name: 'contacts',
  follows: ['contact'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: contactDoorScreen,
      permission: null,
      load: () => import('./door/contact-door-page.tsx').then((page) => page.ContactDoorPage),
    },
    {
      screen: contactLinkScreen,
      permission: null,
      load: () => import('./door/contact-link-page.tsx').then((page) => page.ContactLinkPage),
    },
    { screen: contactsScreen, permission: READ, load: () => import('./contacts-page.tsx').then((page) => page.ContactsPage) },
    { screen: contactScreen, permission: READ, load: () => import('./contact-page.tsx').then((page) => page.ContactPage) },
  ],
  navigation: [{ to: href(contactsScreen, {}), label: () => i18n.t('Contacts'), icon: Contact, permission: READ, key: 'K', group: 'care' }],
  commands: [
    {
      id: 'contacts.add',
      label: () => i18n.t('Add contact'),
      icon: UserPlus,
      to: href(contactsScreen, {}, { add: 'yes' }),
      permission: 'contacts.contacts.write',
    },
  ],
  finders: [
    {
      id: 'contacts',
      label: () => i18n.t('Contacts'),
      icon: Contact,
      permission: READ,
      find: async (caller, text) => {
        const { items } = (await caller('contacts.listContacts', { query: { text, limit: FOUND_MAX } })) as {
          items: { id: string; name: string; client: { name: string } }[]
        }
        return items.map((one) => ({ id: one.id, label: one.name, note: one.client.name, to: href(contactScreen, { contact: one.id }) }))
      },
    },
  ],
  fills: { 'client.contacts': lazy(() => import('./client-contacts.tsx').then((module) => ({ default: module.ClientContacts }))) },
}
