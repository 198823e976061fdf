/** What the page behind an answer's link says, in the language of whom the message was for. Plain words: it is drawn without the console. */
import type { Language } from '#kit/language.ts'
import type { AnswerVerdict } from '../domain/answering.ts'

export { RUNBOOK } from '../domain/message.ts'

interface Words {
  readonly title: string
  readonly words: string
}

/** What the page says when there is nothing to press. */
export const ANSWER_PAGE_WORDS: Readonly<Record<Language, Readonly<Record<AnswerVerdict, Words>> & { readonly open: string }>> = {
  en: {
    taken: { title: 'Answered.', words: 'Everybody else sees that you answered.' },
    said_before: { title: 'Answered already.', words: 'Nothing more is needed.' },
    unknown: { title: 'This link is not complete.', words: 'Copy the whole address from the message, or open Pitcrew.' },
    not_offered: { title: 'This cannot be answered so.', words: 'Open Pitcrew to see what can be done.' },
    over: { title: 'This is over.', words: 'What it was about ended, or somebody else answered.' },
    expired: { title: 'This link has expired.', words: 'A link counts for a day. Open Pitcrew to see how things are now.' },
    open: 'Open Pitcrew',
  },
  de: {
    taken: { title: 'Beantwortet.', words: 'Alle anderen sehen, dass Sie geantwortet haben.' },
    said_before: { title: 'Schon beantwortet.', words: 'Mehr ist nicht nötig.' },
    unknown: {
      title: 'Dieser Link ist nicht vollständig.',
      words: 'Kopieren Sie die ganze Adresse aus der Nachricht, oder öffnen Sie Pitcrew.',
    },
    not_offered: { title: 'So kann das nicht beantwortet werden.', words: 'Öffnen Sie Pitcrew, um zu sehen, was zu tun ist.' },
    over: { title: 'Das ist vorbei.', words: 'Worum es ging, ist beendet, oder jemand anders hat geantwortet.' },
    expired: {
      title: 'Dieser Link ist abgelaufen.',
      words: 'Ein Link gilt einen Tag. Öffnen Sie Pitcrew, um zu sehen, wie es jetzt steht.',
    },
    open: 'Pitcrew öffnen',
  },
}
