/** Words of public pages in their languages. Whoever reads them does not know Pitcrew and has no time. */
import type { Language } from '#kit/language.ts'
import type { Instant } from '#kit/time.ts'
import type { Phase, State } from './words.ts'

interface Words {
  readonly page: Readonly<Record<State, string>>
  readonly state: Readonly<Record<State, string>>
  readonly phase: Readonly<Record<Phase, string>>
  readonly now: string
  readonly parts: string
  readonly planned: string
  readonly before: string
  readonly nothingBefore: string
  readonly history: string
  readonly noHistory: string
  readonly newer: string
  readonly older: string
  readonly asOf: string
  readonly corrected: string
  readonly help: string
  readonly feed: string
  readonly today: string
  readonly daysAgo: (days: number) => string
  readonly up: (share: string) => string
  readonly notKnown: string
  readonly until: string
  readonly announced: string
  readonly overview: string
  readonly more: string
  readonly affects: string
  readonly missing: string
  readonly missingMore: string
}

const english: Words = {
  page: {
    operational: 'Everything works',
    maintenance: 'Maintenance is under way',
    degraded: 'Something is slower than usual',
    partial_outage: 'Something is out of service',
    major_outage: 'Out of service',
    unknown: 'Not known at the moment',
  },
  state: {
    operational: 'Works',
    maintenance: 'Maintenance',
    degraded: 'Slow',
    partial_outage: 'Partly out of service',
    major_outage: 'Out of service',
    unknown: 'Not known',
  },
  phase: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
    scheduled: 'Scheduled',
    in_progress: 'In progress',
    verifying: 'Verifying',
    completed: 'Completed',
    announced: 'Announcement',
    ended: 'Over',
  },
  now: 'Now',
  parts: 'Systems',
  planned: 'Planned maintenance',
  before: 'The last 14 days',
  nothingBefore: 'Nothing was reported.',
  history: 'History',
  noHistory: 'Nothing was reported yet.',
  newer: 'Newer',
  older: 'Older',
  asOf: 'As of',
  corrected: 'corrected',
  help: 'Help and contact',
  feed: 'Feed',
  today: 'today',
  daysAgo: (days) => `${days} days ago`,
  up: (share) => `${share} up`,
  notKnown: 'nothing known yet',
  until: 'until',
  announced: 'Announcements',
  overview: 'Overview',
  more: 'More',
  affects: 'Affects',
  missing: 'There is nothing here',
  missingMore: 'The address is not complete, or the page is not open to everybody.',
}

const german: Words = {
  page: {
    operational: 'Alles funktioniert',
    maintenance: 'Eine Wartung läuft',
    degraded: 'Etwas ist langsamer als sonst',
    partial_outage: 'Etwas ist ausgefallen',
    major_outage: 'Ausgefallen',
    unknown: 'Zurzeit nicht bekannt',
  },
  state: {
    operational: 'In Betrieb',
    maintenance: 'Wartung',
    degraded: 'Langsam',
    partial_outage: 'Teilweise ausgefallen',
    major_outage: 'Ausgefallen',
    unknown: 'Nicht bekannt',
  },
  phase: {
    investigating: 'Wird untersucht',
    identified: 'Ursache bekannt',
    monitoring: 'Unter Beobachtung',
    resolved: 'Behoben',
    scheduled: 'Geplant',
    in_progress: 'Läuft',
    verifying: 'Wird geprüft',
    completed: 'Abgeschlossen',
    announced: 'Ankündigung',
    ended: 'Vorbei',
  },
  now: 'Jetzt',
  parts: 'Systeme',
  planned: 'Geplante Wartung',
  before: 'Die letzten 14 Tage',
  nothingBefore: 'Es wurde nichts gemeldet.',
  history: 'Verlauf',
  noHistory: 'Bisher wurde nichts gemeldet.',
  newer: 'Neuer',
  older: 'Älter',
  asOf: 'Stand',
  corrected: 'berichtigt',
  help: 'Hilfe und Kontakt',
  feed: 'Feed',
  today: 'heute',
  daysAgo: (days) => `vor ${days} Tagen`,
  up: (share) => `${share} verfügbar`,
  notKnown: 'noch nichts bekannt',
  until: 'bis',
  announced: 'Ankündigungen',
  overview: 'Übersicht',
  more: 'Weiteres',
  affects: 'Betrifft',
  missing: 'Hier ist nichts',
  missingMore: 'Die Adresse ist nicht vollständig, oder die Seite ist nicht für alle offen.',
}

/** Each language in its own words: whoever looks for it cannot read the other one. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

export const wordsIn: Readonly<Record<Language, Words>> = { en: english, de: german }

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
  de: new Intl.DateTimeFormat('de', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
}

/** In UTC and saying so: readers are everywhere, and the page is one for all. */
export function timeWords(language: Language, at: Instant): string {
  return `${formats[language].format(at)} UTC`
}

/** Never rounded up: 99.999 % is not 100 %. */
export function shareWords(language: Language, share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toLocaleString(language, { maximumFractionDigits: 2 })} %`
}
