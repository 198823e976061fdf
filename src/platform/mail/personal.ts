/** What the queue holds about people: reading it for an export, and taking it out. */
import { escapeHtml } from '#kit/html.ts'
import { distinctive, redact } from '#kit/redact.ts'
import type { Tx } from '../work.ts'
import type { HeldMessage, MailErased, MailSubject } from './mail.ts'
import {
  deleteHeld,
  deleteSuppressions,
  forgetAnswers,
  listHeld,
  listNaming,
  rewriteMessage,
  type NamingMessage,
} from './store/personal.ts'

/** Messages with their texts read at once: a few megabytes. */
const PAGE = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Messages to the subject, the oldest first; texts that are sealed or forgotten are null. */
export async function* heldMessages(tx: Tx, of: MailSubject): AsyncIterable<HeldMessage> {
  for (let afterId = FIRST_ID; ;) {
    const page = await listHeld(tx, of, { afterId, limit: PAGE })
    yield* page
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) return
  }
}

/** Messages to the subject go; in those to others the names and addresses are taken out. */
export async function eraseFromMail(tx: Tx, of: MailSubject): Promise<MailErased> {
  const messages = await deleteHeld(tx, of)
  const suppressions = await deleteSuppressions(tx, of.emails)
  const names = distinctive(of.names)
  // In HTML a name stands as it is escaped.
  const written = { names: [...new Set([...names, ...names.map(escapeHtml)])], emails: of.emails }
  const words = [...written.names, ...written.emails]
  if (words.length === 0) return { messages, suppressions, namings: 0 }
  await forgetAnswers(tx, words)
  return { messages, suppressions, namings: await redactMessages(tx, words, written) }
}

async function redactMessages(tx: Tx, words: readonly string[], of: Pick<MailSubject, 'names' | 'emails'>): Promise<number> {
  const clean = <T extends string | null>(text: T) => (text === null ? text : (redact(text, of) as T))
  let changed = 0
  for (let afterId = FIRST_ID; ;) {
    const page = await listNaming(tx, words, { afterId, limit: PAGE })
    for (const { id, subject, text, html, why, answer, senderName, replyTo } of page) {
      const next: NamingMessage = {
        id,
        subject: clean(subject),
        text: clean(text),
        html: clean(html),
        why: clean(why),
        answer: clean(answer),
        senderName: clean(senderName),
        replyTo: clean(replyTo),
      }
      await rewriteMessage(tx, next)
      changed += 1
    }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) return changed
  }
}
