/** What the catalog contributes to the console. */
import { Building2, Package, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { applicationScreen, applicationsScreen, clientScreen, clientsScreen } from './screens.ts'

const FOUND_MAX = 6

interface Found {
  readonly items: readonly { readonly id: string; readonly name: string; readonly url?: string | null }[]
}

const query = (text: string) => ({ query: { text, limit: FOUND_MAX } })

export const catalogConsole: ConsolePart = {
  name: 'catalog',
  follows: ['client', 'application', 'environment', 'component', 'feature', 'person'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: applicationsScreen,
      permission: 'catalog.applications.read',
      load: () => import('./applications/applications-page.tsx').then((page) => page.ApplicationsPage),
    },
    {
      screen: applicationScreen,
      permission: 'catalog.applications.read',
      load: () => import('./applications/application-page.tsx').then((page) => page.ApplicationPage),
    },
    {
      screen: clientsScreen,
      permission: 'catalog.clients.read',
      load: () => import('./clients/clients-page.tsx').then((page) => page.ClientsPage),
    },
    {
      screen: clientScreen,
      permission: 'catalog.clients.read',
      load: () => import('./clients/client-page.tsx').then((page) => page.ClientPage),
    },
  ],
  navigation: [
    {
      to: href(applicationsScreen, {}),
      label: () => i18n.t('Applications'),
      icon: Package,
      permission: 'catalog.applications.read',
      key: 'A',
      group: 'work',
    },
    {
      to: href(clientsScreen, {}),
      label: () => i18n.t('Clients'),
      icon: Building2,
      permission: 'catalog.clients.read',
      key: 'C',
      group: 'care',
    },
  ],
  commands: [
    {
      id: 'catalog.add',
      label: () => i18n.t('Add applications'),
      icon: Plus,
      to: href(applicationsScreen, {}, { add: 'yes' }),
      permission: 'catalog.applications.write',
    },
    {
      id: 'catalog.client',
      label: () => i18n.t('Add client'),
      icon: Plus,
      to: href(clientsScreen, {}, { add: 'yes' }),
      permission: 'catalog.clients.write',
    },
  ],
  finders: [
    {
      id: 'applications',
      label: () => i18n.t('Applications'),
      icon: Package,
      permission: 'catalog.applications.read',
      find: async (caller, text) => {
        const { items } = (await caller('catalog.listApplications', query(text))) as Found
        return items.map((one) => ({
          id: one.id,
          label: one.name,
          ...(one.url ? { note: one.url } : {}),
          to: href(applicationScreen, { application: one.id }),
        }))
      },
    },
    {
      id: 'clients',
      label: () => i18n.t('Clients'),
      icon: Building2,
      permission: 'catalog.clients.read',
      find: async (caller, text) => {
        const { items } = (await caller('catalog.listClients', query(text))) as Found
        return items.map((one) => ({ id: one.id, label: one.name, to: href(clientScreen, { client: one.id }) }))
      },
    },
  ],
}
