/** The review of an incident as a document: facts from the log, then what people learnt. It names no people: a review blames nobody. */
import type { Severity } from './words.ts'

/** One line of the course of events. */
export interface ReviewLine {
  /** To the minute, in UTC. */
  readonly at: string
  readonly who: 'Pitcrew' | 'Somebody'
  readonly words: string
}

export interface ReviewFacts {
  readonly label: string
  readonly title: string
  readonly severity: Severity
  readonly harmStartedAt: string
  /** Milliseconds; null where it has not come to that. */
  readonly times: { readonly detectMs: number | null; readonly acknowledgeMs: number | null; readonly restoreMs: number | null }
  readonly peopleAffected: number | null
  /** How many alerts are its evidence, and what the first of them said. */
  readonly alerts: { readonly count: number; readonly titles: readonly string[] }
  /** Oldest first. */
  readonly course: readonly ReviewLine[]
  readonly paged: readonly ReviewLine[]
  readonly changesBefore: readonly ReviewLine[]
}

export interface ReviewWords {
  readonly causes: string
  readonly lessons: string
  readonly wentWell: string
  readonly actions: readonly { readonly label: string; readonly title: string; readonly isDone: boolean }[]
}

/**
 * Whether it may be finished.
 *
 * | Reason | When |
 * |---|---|
 * | `fits` | it says what caused it |
 * | `still_lasts` | the incident is not resolved |
 * | `causes_missing` | nobody said what caused it |
 */
export function judgeFinish(of: { readonly isLasting: boolean; readonly causes: string }): 'fits' | 'still_lasts' | 'causes_missing' {
  if (of.isLasting) return 'still_lasts'
  return of.causes.trim() === '' ? 'causes_missing' : 'fits'
}

/** Markdown. */
export function reviewDocument(facts: ReviewFacts, words: ReviewWords): string {
  const { times } = facts
  return [
    `# ${facts.label} ${facts.title}`,
    [
      `- Severity: ${facts.severity}`,
      `- Start of the harm: ${facts.harmStartedAt}`,
      `- Detected after: ${minutes(times.detectMs)}`,
      `- Acknowledged after: ${minutes(times.acknowledgeMs)}`,
      `- Restored after: ${minutes(times.restoreMs)}`,
      ...(facts.peopleAffected === null ? [] : [`- People affected: ${facts.peopleAffected}`]),
    ].join('\n'),
    ...section('What happened', lines(facts.course)),
    ...section('Alerts', alertLines(facts.alerts)),
    ...section('Pages', lines(facts.paged)),
    ...section('What changed before', lines(facts.changesBefore)),
    ...section('Causes', words.causes),
    ...section('What went well', words.wentWell),
    ...section('Lessons', words.lessons),
    ...section('Actions', words.actions.map(({ label, title, isDone }) => `- [${isDone ? 'x' : ' '}] ${label} ${title}`).join('\n')),
    '',
  ].join('\n\n')
}

function section(title: string, text: string): readonly string[] {
  return text.trim() === '' ? [] : [`## ${title}`, text.trim()]
}

function lines(all: readonly ReviewLine[]): string {
  return all.map(({ at, who, words }) => `- ${at}: ${who} ${words}`).join('\n')
}

function alertLines({ count, titles }: ReviewFacts['alerts']): string {
  const rest = count - titles.length
  return [...titles.map((title) => `- ${title}`), ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')
}

function minutes(ms: number | null): string {
  return ms === null ? 'not yet' : `${Math.round(ms / 60_000)} min`
}
