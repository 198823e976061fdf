/** By mail, past the queue of all other mail: a page that waits for a relay is none. */
import { z } from 'zod'
import type { Delivery } from '#platform/mail/mail.ts'
import { noticePage } from '#kit/notice.ts'
import { MINUTE_MS } from '#kit/time.ts'
import { accepted, failed, type Judged } from '../../../domain/judging.ts'
import { cut, drawnLines, oneLine, RUNBOOK, type Outgoing } from '../../../domain/message.ts'
import type { Channel, Reached } from '../channel.ts'

/** Mail programs cut subjects well before this. */
const SUBJECT_CHARACTERS_MAX = 200

const WORDS = {
  en: { open: 'Open in Pitcrew', why: 'You get this because you are reached at this address while on duty.' },
  de: { open: 'In Pitcrew öffnen', why: 'Sie erhalten dies, weil Sie im Bereitschaftsdienst unter dieser Adresse erreicht werden.' },
} as const

/** The account's own address, or another one. */
export const emailTarget = z.object({ address: z.email().max(200) })

export const emailChannel: Channel<z.infer<typeof emailTarget> | null, null> = {
  name: 'email',
  target: emailTarget.nullable(),
  provider: null,
  hint: (target) => target?.address ?? '',
  handOver: async ({ mail }, { message, target, reached }) => {
    const address = target?.address ?? reached?.email
    if (address === undefined) return failed('gone', 'The person has no address any more.')
    const delivery = await mail.deliver({
      to: { address, name: reached?.name ?? null },
      subject: cut(oneLine(message.subject), SUBJECT_CHARACTERS_MAX),
      ...noticePage(composed(message, reached)),
      thread: message.url,
      idempotencyKey: message.key,
    })
    return judged(delivery)
  },
}

function composed(message: Outgoing, reached: Reached | null): Parameters<typeof noticePage>[0] {
  const words = WORDS[message.language]
  const open = { label: words.open, url: message.url }
  const [first, ...others] = message.answers.map(({ label, url }) => ({ label, url }))
  const runbook = message.runbookUrl === null ? [] : [{ label: RUNBOOK, url: message.runbookUrl }]
  return {
    language: message.language,
    organisation: 'Pitcrew',
    title: message.subject,
    paragraphs: drawnLines(message),
    items: [],
    action: first ?? open,
    why: reached === null ? '' : words.why,
    links: [...runbook, ...(first === undefined ? [] : [...others, open])],
  }
}

/** What the relay said, as what it means for a page. */
function judged({ kind, answer }: Delivery): Judged {
  switch (kind) {
    case 'accepted':
      return accepted(answer)
    case 'refused':
    case 'suppressed':
      return failed('refused', answer)
    case 'postponed':
      return failed('rate_limited', answer, MINUTE_MS)
    case 'answer_lost':
      return failed('timed_out', answer)
    case 'relay_trouble':
      return failed('unreachable', answer)
    case 'no_relay':
      return failed('not_configured', 'No mail relay is configured.')
  }
}
