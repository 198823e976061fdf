/** A message on its way to one address, and its plain words. Pure. */
import type { Language } from '#kit/language.ts'

/** What the person who is reached can say at once. */
export const ANSWERS = ['acknowledge', 'escalate', 'resolve'] as const
export type Answer = (typeof ANSWERS)[number]

export const SEVERITIES = ['critical', 'major', 'minor', 'notify'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Chart {
  readonly caption: string
  /** Oldest first. */
  readonly points: readonly number[]
}

/** One answer as a channel offers it. */
export interface OfferedAnswer {
  readonly answer: Answer
  readonly label: string
  /** What buttons carry; 44 characters without anything that needs quoting. */
  readonly token: string
  /** A page that asks for one press, and takes a POST without a body as the press. */
  readonly url: string
}

export interface Outgoing {
  /** UUID. */
  readonly id: string
  /** The same at every retry. */
  readonly key: string
  /** One line. */
  readonly subject: string
  readonly lines: readonly string[]
  /** Where it is dealt with in the console, absolute. */
  readonly url: string
  readonly severity: Severity
  readonly answers: readonly OfferedAnswer[]
  readonly chart: Chart | null
  /** Where it is written what to do, absolute. */
  readonly runbookUrl: string | null
  readonly language: Language
}

export const ANSWER_WORDS: Readonly<Record<Language, Readonly<Record<Answer, string>>>> = {
  en: { acknowledge: 'Acknowledge', escalate: 'Escalate', resolve: 'Resolve' },
  de: { acknowledge: 'Übernehmen', escalate: 'Weitergeben', resolve: 'Erledigt' },
}

/** Called so in every language. */
export const RUNBOOK = 'Runbook'

/** The lines with the course of the chart as signs and the way to the runbook, for channels that show text only. */
export function linesOf(message: Pick<Outgoing, 'lines' | 'chart' | 'runbookUrl'>): readonly string[] {
  const { runbookUrl } = message
  return runbookUrl === null ? drawnLines(message) : [...drawnLines(message), `${RUNBOOK}: ${runbookUrl}`]
}

/** The same without the runbook, for channels that have links of their own. */
export function drawnLines({ lines, chart }: Pick<Outgoing, 'lines' | 'chart'>): readonly string[] {
  return chart === null || chart.points.length === 0 ? lines : [...lines, `${chart.caption} ${sparkOf(chart.points)}`]
}

const SIGNS = '▁▂▃▄▅▆▇█'
/** Wider than this it breaks into two lines on a telephone. */
export const CHART_POINTS_MAX = 24

/** The last points as a line of blocks, from the lowest to the highest among them. */
function sparkOf(points: readonly number[]): string {
  const last = points.slice(-CHART_POINTS_MAX)
  const [least, most] = [Math.min(...last), Math.max(...last)]
  const step = (point: number) => (most === least ? 0 : Math.round(((point - least) / (most - least)) * (SIGNS.length - 1)))
  return last.map((point) => SIGNS[step(point)]).join('')
}

/** At most `max` characters, the last one an ellipsis when something was cut; never half a sign. */
export function cut(text: string, max: number): string {
  const signs = Array.from(text)
  return signs.length <= max ? text : `${signs.slice(0, max - 1).join('')}…`
}

/** Without line breaks, for subjects and titles. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
