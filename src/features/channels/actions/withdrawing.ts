/** Ending at providers what goes on sounding there although it is over here. */
import { z } from 'zod'
import type { Job } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { Fault } from '#kit/fault.ts'
import { channelsCodes } from '../contract/codes.ts'
import { mayRetry } from '../domain/judging.ts'
import type { Needs } from '../needs.ts'
import { findAddress } from '../store/addresses.ts'
import { findMessage, type MessageRow } from '../store/messages.ts'
import { findProvider } from '../store/providers.ts'
import { channelOf } from './channels/channels.ts'
import { openProvider, openTarget } from './targets.ts'

/** An emergency of Pushover sounds for half an hour; whoever cannot be told within the first tries is told by its own end. */
const ATTEMPTS_MAX = 5

const payload = z.object({ messageId: z.uuid() })

/** Runs after the commit that ended the matter; tried again while the provider is away. */
export const withdrawJob = (needs: Needs): Job<typeof payload> => ({
  name: 'channels.withdraw',
  payload,
  attemptsMax: ATTEMPTS_MAX,
  run: ({ messageId }) => withdraw(needs, messageId),
})

/** Asks for it where something goes on: of messages that their provider took and that nobody answered there. */
export async function askWithdrawal(needs: Needs, tx: Tx, messages: readonly MessageRow[]): Promise<void> {
  for (const { id, channel, state } of messages) {
    if (channelOf(channel).withdraw === undefined || (state !== 'handed_over' && state !== 'delivered')) continue
    await needs.jobs.enqueue(tx, withdrawJob(needs), { messageId: id })
  }
}

async function withdraw(needs: Needs, messageId: string): Promise<void> {
  const { message, address, provider } = await needs.work.read(async (tx) => {
    const found = await findMessage(tx, messageId)
    const to = found && (await findAddress(tx, found.addressId))
    return { message: found, address: to, provider: to && (await findProvider(tx, to.channel)) }
  })
  // Removed meanwhile: there is nothing left to withdraw with.
  if (message === undefined || address === undefined) return
  const judged = await channelOf(address.channel).withdraw?.(needs, {
    key: message.key,
    reference: message.reference,
    target: openTarget(needs.secrets, address),
    provider: provider === undefined ? null : { ...provider.settings, ...openProvider(needs.secrets, provider) },
    privateAllowed: address.privateAllowed || (provider?.privateAllowed ?? false),
  })
  // What the provider will not withdraw it does not know any more, or was answered there.
  if (judged?.kind === 'failed' && mayRetry(judged.reason)) throw new Fault(channelsCodes.not_sent, { detail: judged.answer })
}
