/** What rings in the consoles of a person. */
import { common, Fault } from '#kit/fault.ts'
import type { z } from 'zod'
import { later } from '#kit/time.ts'
import type { PersonCaller } from '#core/identity/public.ts'
import { channelsCodes } from '../contract/codes.ts'
import type { addressesContract } from '../contract/addresses.ts'
import { RINGS_FOR_MS } from '../domain/rings.ts'
import type { Needs } from '../needs.ts'
import { findMessage, ringing } from '../store/messages.ts'
import { answerToken, readAnswerToken } from './answer-token.ts'
import { takeAnswer } from './answering.ts'

type Rings = z.output<(typeof addressesContract)['listRings']['response']>

/** Writes that a browser has them: an open console was there. */
export async function hearRings(needs: Pick<Needs, 'work' | 'clock' | 'secrets'>, { personId }: PersonCaller): Promise<Rings> {
  const at = needs.clock.now()
  const rows = await needs.work.run((tx) => ringing(tx, { personId, at, since: later(at, -RINGS_FOR_MS) }))
  const items = latestOfEach(rows).map(({ id, subject, lines, href, severity, createdAt, answers }) => ({
    subject,
    lines: [...lines],
    href,
    severity,
    at: createdAt,
    answers: answers.map((answer) => ({ answer, token: answerToken(needs.secrets, { messageId: id, answer }) })),
  }))
  return { items }
}

/** Who is asked about one thing again, by another turn, is asked once: what came last has the most to say. */
function latestOfEach<R extends { readonly href: string }>(rows: readonly R[]): readonly R[] {
  return [...new Map(rows.map((row) => [row.href, row])).values()]
}

/** Throws `common.not_found` for what rings for somebody else. */
export async function answerRing(
  needs: Pick<Needs, 'work' | 'clock' | 'log' | 'live' | 'secrets'>,
  { personId }: PersonCaller,
  token: string,
): Promise<void> {
  const said = readAnswerToken(needs.secrets, token)
  const message = said && (await needs.work.read((tx) => findMessage(tx, said.messageId)))
  if (said === undefined || message?.personId !== personId) throw new Fault(common.not_found)
  const { verdict } = await takeAnswer(needs, said)
  if (verdict !== 'taken' && verdict !== 'said_before') throw new Fault(channelsCodes.answer_late)
}
