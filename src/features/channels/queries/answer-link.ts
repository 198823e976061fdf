/** Where the link of a page leads, and whether a press there counts. */
import { languageOf, type Language } from '#kit/language.ts'
import { recipients } from '#core/identity/public.ts'
import { judgeAnswer, type AnswerVerdict } from '../domain/answering.ts'
import { ANSWER_WORDS, type Answer } from '../domain/message.ts'
import type { Needs } from '../needs.ts'
import { findMessage } from '../store/messages.ts'

export interface AnswerLink {
  /** What a press would come to now. */
  readonly verdict: AnswerVerdict
  /** Of whom the message was for. */
  readonly language: Language
  /** What is asked and what the one button says; null: there is nothing to press. */
  readonly question: { readonly subject: string; readonly label: string } | null
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
    return { verdict, language, question: { subject: message.subject, label: ANSWER_WORDS[language][answer] } }
  })
}
