/** Saying how mail leaves, trying it, and stopping it for an address. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { relayChanged, suppressionAdded, suppressionRemoved } from '#events/delivery.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { RelayChange } from '#platform/mail/mail.ts'
import { uuidv7 } from 'uuidv7'
import { deliveryCodes } from '../contract/codes.ts'
import type { mailRoutes } from '../contract/mail.ts'
import { WRITE_MAIL } from '../domain/permissions.ts'
import { noticePage } from '#kit/notice.ts'
import type { Needs } from '../needs.ts'
import { tell } from './tell.ts'

type Body = HandledOf<(typeof mailRoutes)['setRelay']>['body']

/** Throws `common.version_mismatch` when somebody was faster. */
export async function setRelay(platform: Needs, caller: Caller, { body, ifMatch }: { body: Body; ifMatch: number | null }): Promise<void> {
  requirePermission(caller, WRITE_MAIL, organisationScope)
  if (body.username !== null && body.security === 'starttls_if_offered') throw new Fault(deliveryCodes.password_unprotected)
  const { host, port, security, username, privateAllowed, signs, password } = body
  const sender = { address: body.senderAddress, name: body.senderName }
  const change: RelayChange = {
    host,
    port,
    security,
    username,
    privateAllowed,
    signs,
    sender,
    password: username === null ? null : password,
  }
  await platform.work.run(async (tx) => {
    if (!(await platform.mail.setRelay(tx, change, ifMatch ?? 0))) throw new Fault(common.version_mismatch)
    await tell(platform, tx, { caller, event: relayChanged, particulars: { host, port, security, signs } })
  })
}

/** Queues it like any other message. Returns its UUID. Throws `delivery.no_relay`, since it would wait without a word. */
export async function sendTestMail(platform: Needs, caller: Caller, to: string): Promise<string> {
  requirePermission(caller, WRITE_MAIL, organisationScope)
  return platform.work.run(async (tx) => {
    if ((await platform.mail.relay(tx)) === undefined) throw new Fault(deliveryCodes.no_relay)
    const organisation = (await findOrganisation(tx))?.name ?? 'Pitcrew'
    const notice = noticePage({
      language: 'en',
      organisation,
      title: 'Mail leaves Pitcrew.',
      paragraphs: ['You asked for this test in the mail settings. If you read it in your inbox and not among the spam, all is well.'],
      items: [],
      action: { label: 'Open the mail settings', url: `${platform.config.publicUrl}/settings/mail` },
      why: 'Somebody who looks after this installation sent a test to your address.',
      links: [],
    })
    return platform.mail.queue(tx, {
      to: { address: to, name: null },
      subject: `Test mail of ${organisation}`,
      ...notice,
      nature: 'program',
      about: null,
      why: 'A test from the mail settings.',
      idempotencyKey: `test mail ${uuidv7()}`,
    })
  })
}

/** An address that is there already stays as it is. */
export async function addSuppression(platform: Needs, caller: Caller, of: { address: string; note: string | null }): Promise<void> {
  requirePermission(caller, WRITE_MAIL, organisationScope)
  await platform.work.run(async (tx) => {
    await platform.mail.suppress(tx, { ...of, cause: 'manual' })
    await tell(platform, tx, { caller, event: suppressionAdded, particulars: { cause: 'manual' } })
  })
}

/** Throws `common.not_found` when the address is not there. */
export async function removeSuppression(platform: Needs, caller: Caller, address: string): Promise<void> {
  requirePermission(caller, WRITE_MAIL, organisationScope)
  await platform.work.run(async (tx) => {
    if (!(await platform.mail.unsuppress(tx, address))) throw new Fault(common.not_found)
    await tell(platform, tx, { caller, event: suppressionRemoved, particulars: {} })
  })
}
