/**
 * What Pitcrew drafts when something happens, and when it leaves a draft alone. Nothing here goes public: a person releases it.
 * The sentences are plain, because whoever reads them only wants to know whether to wait or to come back later.
 */
import { amountMs } from '#core/plan/domain/amounts.ts'
import type { Language } from '#kit/language.ts'
import { DAY_MS } from '#kit/time.ts'
import type { DeclaredState, Phase } from './words.ts'

export type Severity = 'critical' | 'major' | 'minor'

/** What an incident of a severity does to the components that it touches. */
export const EFFECT_OF = { critical: 'major_outage', major: 'partial_outage', minor: 'degraded' } as const satisfies Record<
  Severity,
  DeclaredState
>

/** How soon the plan wants a first post, in milliseconds; undefined when it wants none. */
export function postWithinMs({ publicPostWithin }: { readonly publicPostWithin: string }): number | undefined {
  return amountMs(publicPostWithin, DAY_MS)
}

/** Which phase the states of an incident are told as; those that are no news to readers are left out. */
const PHASE_OF: Readonly<Record<string, Phase>> = {
  declared: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
}

export interface DraftStanding {
  /** Phase that is public; null: nothing is. */
  readonly released: Phase | null
  /** The draft that waits, and whether a person wrote it. */
  readonly draft: { readonly phase: Phase; readonly byPerson: boolean } | null
}

export type DraftDecision =
  | { readonly drafts: true; readonly reason: 'news_of_incident' | 'news_of_window'; readonly phase: Phase }
  | { readonly drafts: false; readonly reason: 'no_news' | 'person_writes' | 'told_already' }

/** Whether an incident's move to another state is drafted. */
export function decideOnMove(to: string, { released, draft }: DraftStanding): DraftDecision {
  const phase = PHASE_OF[to]
  if (phase === undefined) return { drafts: false, reason: 'no_news' }
  return decideOnPhase(phase, { released, draft }, 'news_of_incident')
}

/** Whether a phase of a window is drafted. */
export function decideOnPhase(
  phase: Phase,
  { released, draft }: DraftStanding,
  reason: 'news_of_incident' | 'news_of_window',
): DraftDecision {
  if (draft?.byPerson) return { drafts: false, reason: 'person_writes' }
  if (draft === null && released === phase) return { drafts: false, reason: 'told_already' }
  return { drafts: true, reason, phase }
}

export type Topic =
  | 'investigating'
  | 'identified'
  | 'monitoring'
  | 'resolved'
  | 'came_back'
  | 'severity_changed'
  | 'scheduled'
  | 'moved'
  | 'in_progress'
  | 'completed'
  | 'cancelled'

export interface Told {
  readonly language: Language
  /** Of the components that are touched, in their order. */
  readonly names: readonly string[]
  readonly state: DeclaredState
}

/** A title of an incident: of what is known publicly, which is only what it touches. */
export function titleOf({ language, names }: Told): string {
  return language === 'de' ? `Störung: ${listed(names, language)}` : `Disruption of ${listed(names, language)}`
}

export function textOf(topic: Topic, { language, names, state }: Told): string {
  const list = listed(names, language)
  return language === 'de' ? german(topic, list, state) : english(topic, list, state)
}

/** The first ones by name: a title stays a title. */
const NAMED_MAX = 3

function listed(names: readonly string[], language: Language): string {
  const rest = names.length - NAMED_MAX
  const more = language === 'de' ? `${rest} weitere` : `${rest} more`
  const parts = rest > 0 ? [...names.slice(0, NAMED_MAX), more] : names
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
}

function english(topic: Topic, names: string, state: DeclaredState): string {
  const texts: Readonly<Record<Topic, string>> = {
    investigating: `${HOW_ENGLISH[state]}: ${names}. We are looking into it and will write again as soon as we know more.`,
    identified: 'We know the cause and are working on it.',
    monitoring: 'The cause is removed. We are watching whether everything stays well.',
    resolved: `Everything works again: ${names}. We are sorry for the trouble.`,
    came_back: `The disruption has come back: ${names}. We are working on it again.`,
    severity_changed: `We know more about how far this reaches. ${HOW_ENGLISH[state]}: ${names}.`,
    scheduled: `We will work on our systems. During this time these may not be available: ${names}.`,
    moved: 'The time of this maintenance has changed; the new time stands above.',
    in_progress: `The announced maintenance has begun. These may not be available now: ${names}.`,
    completed: 'The maintenance is over and everything works again.',
    cancelled: 'This maintenance will not take place.',
  }
  return texts[topic]
}

function german(topic: Topic, names: string, state: DeclaredState): string {
  const texts: Readonly<Record<Topic, string>> = {
    investigating: `${HOW_GERMAN[state]}: ${names}. Wir gehen der Sache nach und melden uns, sobald wir mehr wissen.`,
    identified: 'Wir kennen die Ursache und arbeiten daran.',
    monitoring: 'Die Ursache ist behoben. Wir beobachten, ob alles so bleibt.',
    resolved: `Alles funktioniert wieder: ${names}. Bitte entschuldigen Sie die Störung.`,
    came_back: `Die Störung ist wieder aufgetreten: ${names}. Wir arbeiten erneut daran.`,
    severity_changed: `Wir wissen mehr darüber, wie weit die Störung reicht. ${HOW_GERMAN[state]}: ${names}.`,
    scheduled: `Wir arbeiten an unseren Systemen. In dieser Zeit sind möglicherweise nicht erreichbar: ${names}.`,
    moved: 'Der Termin dieser Wartung hat sich geändert; der neue steht oben.',
    in_progress: `Die angekündigte Wartung hat begonnen. Jetzt sind möglicherweise nicht erreichbar: ${names}.`,
    completed: 'Die Wartung ist beendet, alles funktioniert wieder.',
    cancelled: 'Diese Wartung findet nicht statt.',
  }
  return texts[topic]
}

const HOW_ENGLISH: Readonly<Record<DeclaredState, string>> = {
  major_outage: 'Out of service',
  partial_outage: 'Partly out of service',
  degraded: 'Slower than usual, or failing now and then',
  maintenance: 'Under maintenance',
  operational: 'Working',
}
const HOW_GERMAN: Readonly<Record<DeclaredState, string>> = {
  major_outage: 'Ausgefallen',
  partial_outage: 'Teilweise ausgefallen',
  degraded: 'Langsamer als sonst oder zeitweise gestört',
  maintenance: 'In Wartung',
  operational: 'In Betrieb',
}
