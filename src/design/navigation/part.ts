/**
 * What a part shows in the console. Each part exports one of these from `ui/console.ts`; `shells/console/features.ts` lists
 * them in order and the shell composes: a page exists when a part names it, and the rail has only entries with a page.
 */
import type { ComponentType } from 'react'
import type { LucideIcon } from 'lucide-react'
import type { Thing } from '#kit/ids.ts'
import type { Caller } from '../session/client.ts'
import type { Screen } from './screen.ts'
import type { Sentences } from './sentences.ts'
import type { SettingsEntry } from './settings.tsx'
import type { SlotFills } from './slots.tsx'

export interface PartPage {
  readonly screen: Screen<string, unknown>
  readonly load: () => Promise<ComponentType>
  /** Without it everybody signed in may open the page; `null` opens it to everybody. */
  readonly permission?: string | null
}

export interface NavigationEntry {
  readonly to: string
  /** In the reader's language; a function because the language is known only later. */
  readonly label: () => string
  readonly icon: LucideIcon
  readonly permission?: string
  /** Second key of `G …`. */
  readonly key: string
  /** Place in the rail: the daily work, then what is looked after, then the installation. */
  readonly group: 'work' | 'care' | 'installation'
}

export interface PaletteCommand {
  readonly id: string
  readonly label: () => string
  readonly icon: LucideIcon
  /** Where it leads; commands open the page that has the dialog. */
  readonly to: string
  readonly permission?: string
}

export interface PaletteHit {
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly to: string
}

/** Finds things by a piece of their name. */
export interface PaletteFinder {
  readonly id: string
  readonly label: () => string
  readonly icon: LucideIcon
  readonly permission: string
  readonly find: (caller: Caller, text: string) => Promise<readonly PaletteHit[]>
}

export interface ConsolePart {
  /** As in route ids; the root of its query keys. */
  readonly name: string
  /** Kinds of things whose events change what this part reads; `'*'` for all. */
  readonly follows: readonly Thing[] | '*'
  readonly pages: readonly PartPage[]
  readonly navigation?: readonly NavigationEntry[]
  readonly commands?: readonly PaletteCommand[]
  readonly finders?: readonly PaletteFinder[]
  readonly fills?: SlotFills
  readonly settings?: readonly SettingsEntry[]
  /** What its events say, after the name of who did it; fetched for readers of other languages than the server's. */
  readonly sentences?: () => Promise<Sentences>
}
