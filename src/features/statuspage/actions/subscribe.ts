/** Following a page by e-mail, by a web hook or in Slack: asking, confirming, stopping. */
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { readHook } from '../domain/hooks.ts'
import { mailWordsIn } from '../domain/mails.ts'
import { findPage, listComponents, type PageRow } from '../store/pages.ts'
import * as store from '../store/subscribers.ts'
import { askHookJob, hookAddress, sealHook, type HookNeeds } from './hooks.ts'
import { ownUrl, PURPOSE, type Following } from './own-url.ts'
import { readSignedText } from './signed-id.ts'

export type SubscribeNeeds = Pick<Platform, 'work' | 'clock' | 'mail' | 'secrets' | 'config'> & HookNeeds

/** One mail to an address that has not answered, however often it is typed in. */
const ASKED_EVERY_MS = 15 * MINUTE_MS
const addressField = z.email().max(320)

/** Undefined when the token was not made here. */
export function followingIn({ secrets }: Pick<SubscribeNeeds, 'secrets'>, token: string): Following | undefined {
  const [pageId = '', id = ''] = readSignedText(secrets, PURPOSE, token)?.split('.') ?? []
  return id === '' ? undefined : { pageId, id }
}

interface Wanting {
  readonly pageId: string
  /** As it was typed in. */
  readonly address: string
  readonly componentIds: readonly string[]
}

/**
 * Asks an address whether it wants to follow a page. Whoever typed it in gets the same answer in every case, so nobody learns who
 * follows. False when it is no e-mail address.
 */
export async function subscribe(platform: SubscribeNeeds, wanting: Wanting): Promise<boolean> {
  const parsed = addressField.safeParse(wanting.address.trim().toLowerCase())
  if (!parsed.success) return false
  const to = { channel: 'email', address: parsed.data, sealedTarget: null } as const
  await ask(platform, wanting, { ...to, id: uuidv7() }, async (tx, { id, page, at }) => {
    const words = mailWordsIn[page.language]
    await platform.mail.queue(tx, {
      to: { address: parsed.data, name: null },
      subject: words.askSubject(page.name),
      text: words.ask(page.name, ownUrl(platform, { pageId: page.id, id })),
      nature: 'program',
      confidential: true,
      about: { kind: 'status_page', id: page.id },
      why: words.why(page.name),
      idempotencyKey: `status subscriber ${id} ${at}`,
    })
  })
  return true
}

/** The same for a web hook, or an incoming one of Slack. False when it is no address of https. */
export async function subscribeHook(platform: SubscribeNeeds, wanting: Wanting): Promise<boolean> {
  const hook = readHook(wanting.address)
  if (hook === undefined) return false
  const id = uuidv7()
  const to = { id, channel: hook.channel, address: hookAddress(platform, hook), sealedTarget: sealHook(platform, hook) }
  await ask(platform, wanting, to, (tx, asked) => platform.jobs.enqueue(tx, askHookJob(platform), { subscriberId: asked.id }))
  return true
}

/** `send` asks whoever is to be asked now, under the id by which the row is known. */
async function ask(
  platform: SubscribeNeeds,
  { pageId, componentIds }: Wanting,
  to: Pick<store.Asking, 'id' | 'channel' | 'address' | 'sealedTarget'>,
  send: (tx: Tx, asked: { readonly id: string; readonly page: PageRow; readonly at: Instant }) => Promise<unknown>,
): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const page = await findPage(tx, pageId)
    if (page?.state !== 'published' || page.isPrivate) return
    const known = new Set((await listComponents(tx, [pageId])).map(({ id }) => id))
    const wanted = componentIds.filter((id) => known.has(id))
    const asking = { ...to, pageId, componentIds: wanted.length > 0 ? wanted : null, at }
    const id = await store.askSubscriber(tx, { ...asking, notAskedSince: later(at, -ASKED_EVERY_MS) })
    if (id !== undefined) await send(tx, { id, page, at })
  })
}

export function confirm({ work, clock }: Pick<SubscribeNeeds, 'work' | 'clock'>, id: string): Promise<boolean> {
  return work.run((tx) => store.confirmSubscriber(tx, id, clock.now()))
}

export function stop({ work }: Pick<SubscribeNeeds, 'work'>, id: string): Promise<void> {
  return work.run((tx) => store.removeSubscriber(tx, id))
}
