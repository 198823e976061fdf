/** Sending a message again, and calling one off. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { messageCancelled, messageRetried } from '#events/delivery.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { deliveryCodes } from '../contract/codes.ts'
import { WRITE_MESSAGES } from '../domain/permissions.ts'
import type { Needs } from '../needs.ts'
import { tell } from './tell.ts'

/** Throws `delivery.message_over` or `delivery.text_forgotten` when it cannot be. */
export async function sendAgain(platform: Needs, caller: Caller, id: string): Promise<void> {
  requirePermission(caller, WRITE_MESSAGES, organisationScope)
  await platform.work.run(async (tx) => {
    const message = await platform.mail.find(tx, id)
    if (message === undefined) throw new Fault(common.not_found)
    if (message.confidential && message.state === 'handed_over') throw new Fault(deliveryCodes.text_forgotten)
    if (!(await platform.mail.retry(tx, id))) throw new Fault(deliveryCodes.message_over)
    await tell(platform, tx, { caller, event: messageRetried, particulars: { messageId: id } })
  })
}

/** Throws `delivery.message_over` when it waits no more. */
export async function cancelMessage(platform: Needs, caller: Caller, id: string): Promise<void> {
  requirePermission(caller, WRITE_MESSAGES, organisationScope)
  await platform.work.run(async (tx) => {
    if ((await platform.mail.find(tx, id)) === undefined) throw new Fault(common.not_found)
    if (!(await platform.mail.cancel(tx, id))) throw new Fault(deliveryCodes.message_over)
    await tell(platform, tx, { caller, event: messageCancelled, particulars: { messageId: id } })
  })
}
