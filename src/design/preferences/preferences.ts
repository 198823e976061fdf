/**
 * What this browser remembers about its reader: theme, density, language, zone. A copy of the profile, kept in local storage
 * so that the first paint is right; the profile wins as soon as it is read.
 */
import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export const densities = ['comfortable', 'compact'] as const
export const locales = ['en', 'de'] as const
export type Theme = (typeof themes)[number]
export type Density = (typeof densities)[number]
export type Locale = (typeof locales)[number]

export interface Preferences {
  readonly theme: Theme
  readonly density: Density
  readonly locale: Locale
  /** IANA name; null means the browser's own. */
  readonly zone: string | null
}

/** Read by theme.js before the first paint; keep the two in step. */
const KEY = 'pitcrew.preferences'
const listeners = new Set<() => void>()

function initial(): Preferences {
  const german = typeof navigator !== 'undefined' && navigator.language.startsWith('de')
  const defaults: Preferences = { theme: 'system', density: 'comfortable', locale: german ? 'de' : 'en', zone: null }
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) }
  } catch {
    return defaults // Storage is switched off or holds something else: the defaults are what we would write.
  }
}

let current = initial()

export function preferences(): Preferences {
  return current
}

/** Changes some, tells every reader, and shows them on the document at once. */
export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // Without storage the choice lasts as long as this tab.
  }
  showPreferences()
  for (const listener of listeners) listener()
}

/** Puts theme, density and language on the root element, where tokens.css reads them. */
export function showPreferences(): void {
  const root = document.documentElement
  root.lang = current.locale
  root.dataset['density'] = current.density
  if (current.theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = current.theme
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences)
}
