/** Where the link of a page leads, and whether a press there counts. */
import { languageOf, type Language } from '#kit/language.ts'
import { recipients } from '#core/identity/public.ts'
import { judgeAnswer, type AnswerVerdict } from '../domain/answering.ts'
import { COURSE_HEIGHT, COURSE_WIDTH, coursePath } from '../domain/course.ts'
import { ANSWER_WORDS, type Answer } from '../domain/message.ts'
import type { Needs } from '../needs.ts'
import { findMessage, type MessageRow } from '../store/messages.ts'

export interface AnswerLink {
  /** What a press would come to now. */
  readonly verdict: AnswerVerdict
  /** Of whom the message was for. */
  readonly language: Language
  /** What is asked, what the message carried and what the one button says; null: there is nothing to press. */
  readonly question: Question | null
}

export interface Question {
  readonly subject: string
  readonly lines: readonly string[]
  readonly course: Course | null
  /** Absolute. */
  readonly runbookUrl: string | null
  /** Path in the console. */
  readonly href: string
  readonly label: string
}

/** The course of what was measured until the message went out. */
export interface Course {
  readonly caption: string
  /** Path data of SVG, in a box of `width` and `height`. */
  readonly path: string
  readonly width: number
  readonly height: number
}

/** `said` undefined: the link was not made here. Changes nothing. */
export async function readAnswerLink(
  { work, clock }: Pick<Needs, 'work' | 'clock'>,
  said: { readonly messageId: string; readonly answer: Answer } | undefined,
): Promise<AnswerLink> {
  if (said === undefined) return { verdict: 'unknown', language: 'en', question: null }
  const { messageId, answer } = said
  return work.read(async (tx) => {
    const message = await findMessage(tx, messageId)
    const [person] = message?.personId ? await recipients(tx, [message.personId]) : []
    const language = languageOf(person?.locale)
    const verdict = judgeAnswer(message, answer, clock.now())
    if (verdict !== 'taken' || message === undefined) return { verdict, language, question: null }
    const { subject, lines, runbookUrl, href } = message
    return {
      verdict,
      language,
      question: { subject, lines, course: courseOf(message), runbookUrl, href, label: ANSWER_WORDS[language][answer] },
    }
  })
}

function courseOf({ chart }: Pick<MessageRow, 'chart'>): Course | null {
  const path = chart === null ? null : coursePath(chart.points)
  return chart === null || path === null ? null : { caption: chart.caption, path, width: COURSE_WIDTH, height: COURSE_HEIGHT }
}
