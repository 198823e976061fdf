/** What search contributes to the console: its page, and records in the palette. */
import { Search } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { searchScreen } from './screens.ts'

const FOUND_MAX = 6

interface Found {
  readonly items: readonly {
    readonly href: string
    readonly id: string
    readonly label: string
    readonly state: string
    readonly title: readonly { readonly text: string }[]
  }[]
}

export const searchConsole: ConsolePart = {
  name: 'search',
  follows: '*',
  pages: [{ screen: searchScreen, permission: 'search.read', load: () => import('./search-page.tsx').then((page) => page.SearchPage) }],
  commands: [
    { id: 'search', label: () => i18n.t('Search everything'), icon: Search, to: href(searchScreen, {}), permission: 'search.read' },
  ],
  finders: [
    {
      id: 'records',
      label: () => i18n.t('Records'),
      icon: Search,
      permission: 'search.read',
      find: async (caller, text) => {
        const { items } = (await caller('search.search', { query: { text, limit: FOUND_MAX } })) as Found
        return items.map((one) => ({
          id: one.id,
          label: one.title.map((piece) => piece.text).join(''),
          note: `${one.label} · ${one.state}`,
          to: one.href,
        }))
      },
    },
  ],
}
