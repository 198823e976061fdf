/** What columns, cells and held things are called in the reader's language; each part hands its sentences in. */
import { i18n } from '@lingui/core'
import { useSentence } from '#design/navigation/sentences.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import type { Cell, Held, HeldKind, MapRow } from './client.ts'

export function useCoverageWords() {
  const tell = useSentence()
  return {
    aspect: ({ key, label }: { readonly key: string; readonly label: string }) =>
      tell({ kind: `coverage.${key}`, sentence: label, particulars: {} }),
    cell: ({ aspect, reason, words, named }: Cell) => tell({ kind: `coverage.${aspect}.${reason}`, sentence: words, particulars: named }),
    held: ({ key, title }: HeldKind) => tell({ kind: `hand_over.${key}`, sentence: title, particulars: {} }),
    how: (kind: string, { reason, words }: Held) => tell({ kind: `hand_over.${kind}.${reason}`, sentence: words, particulars: {} }),
    // Roles are named by the server in English, and their names are messages here; that of owners has an id of its own.
    title: (kind: string, { title }: Held) => {
      if (kind !== 'identity.sole_roles') return title
      return title === 'Owner' ? i18n.t({ id: 'Owner (role)', message: 'Owner' }) : i18n._(title)
    },
  }
}

export function FindingLabel({ finding }: { readonly finding: MapRow['finding'] }) {
  if (finding === null) return null
  if (finding === 'nobody_knows') return <StateLabel tone="major">{i18n.t('Nobody knows this')}</StateLabel>
  return <StateLabel tone="minor">{i18n.t('Only one person knows this')}</StateLabel>
}
