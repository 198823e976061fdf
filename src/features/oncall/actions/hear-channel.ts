/** An answer that came back from a channel. */
import { z } from 'zod'
import type { SealedEvent } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { PAGE_ANSWERS } from '../domain/page.ts'
import { findPageMessage, markAnswered } from '../store/messages.ts'
import { confirmDutyTest } from '../store/tests.ts'
import { answerPage } from './answer-page.ts'
import type { Paging } from './paging.ts'

const said = z.object({ key: z.string(), channel: z.string(), answer: z.enum(PAGE_ANSWERS), personId: z.uuid().nullable() })

/** Does nothing when the key is neither of a page nor of a weekly test: others hand over by channels too. */
export async function hearChannel(paging: Paging, tx: Tx, { particulars, at, actor }: SealedEvent): Promise<void> {
  const { key, channel, answer, personId } = said.parse(particulars)
  if (!z.uuid().safeParse(key).success) return
  await confirmDutyTest(tx, { id: key, at })
  const message = await findPageMessage(tx, key)
  if (message === undefined) return
  const who = personId ?? message.personId
  await answerPage(paging, tx, { pageId: message.pageId, answer, personId: who, actor, via: channel, at })
  await markAnswered(tx, message.id)
}
