/** Taking an answer, from whichever way it came: once, in time, and in the name of whom the message was for. */
import { channelAnswered } from '#events/channels.ts'
import { organisationScope } from '#core/identity/public.ts'
import type { ActorRef } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import type { Answer } from '../domain/message.ts'
import { judgeAnswer, type AnswerVerdict } from '../domain/answering.ts'
import type { Needs } from '../needs.ts'
import { setTested } from '../store/addresses.ts'
import { insertAnswer, lockMessage, setAnswered, type MessageRow } from '../store/messages.ts'
import { tellRings } from './channels/in-app/in-app.ts'

export interface Answering {
  /** UUID of the message. */
  readonly messageId: string
  readonly answer: Answer
  /**
   * Who answers when it is not who was asked: of a channel of the team, the one who pressed. Undefined: whom the message was for, or
   * nobody whom we know.
   */
  readonly personId?: string | null
}

/** What became of it, with the message when there is one. */
export interface Answered {
  readonly verdict: AnswerVerdict
  readonly message: MessageRow | undefined
}

type AnsweringNeeds = Pick<Needs, 'work' | 'clock' | 'log' | 'live'>

export function takeAnswer(needs: AnsweringNeeds, said: Answering): Promise<Answered> {
  return needs.work.run(async (tx) => {
    const message = await lockMessage(tx, said.messageId)
    const at = needs.clock.now()
    const verdict = judgeAnswer(message, said.answer, at)
    if (verdict !== 'taken' || message === undefined) return { verdict, message }
    const personId = message.personId ?? said.personId ?? null
    if (!(await insertAnswer(tx, { messageId: message.id, answer: said.answer, personId, at }))) return { verdict: 'said_before', message }
    await setAnswered(tx, message.id, at)
    await setTested(tx, message.addressId, at)
    await publish(needs, tx, { message, answer: said.answer, personId })
    if (message.personId !== null) needs.work.afterCommit(tx, () => tellRings(needs, message.personId as string))
    return { verdict, message }
  })
}

async function publish(
  needs: AnsweringNeeds,
  tx: Tx,
  of: { readonly message: MessageRow; readonly answer: Answer; readonly personId: string | null },
): Promise<void> {
  const { message, answer, personId } = of
  const actor: ActorRef = personId === null ? { kind: 'system', id: `channel ${message.channel}` } : { kind: 'person', id: personId }
  await needs.log.publish(tx, {
    event: channelAnswered,
    actor,
    at: needs.clock.now(),
    record: { kind: 'channel_address', id: message.addressId },
    scope: organisationScope,
    particulars: { key: message.key, channel: message.channel, answer, personId },
  })
}
