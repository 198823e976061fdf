/** Following a page by e-mail: asking, confirming, stopping. */
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { later, MINUTE_MS } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { mailWordsIn } from '../domain/mails.ts'
import { findPage, listComponents } from '../store/pages.ts'
import * as store from '../store/subscribers.ts'
import { readSignedText, signedText } from './signed-id.ts'

export type SubscribeNeeds = Pick<Platform, 'work' | 'clock' | 'mail' | 'secrets' | 'config'>

const PURPOSE = 'statuspage.subscriber'
/** One mail to an address that has not answered, however often it is typed in. */
const ASKED_EVERY_MS = 15 * MINUTE_MS
const addressField = z.email().max(320)

/** The address below which a subscriber confirms and stops. */
export function ownUrl({ secrets, config }: Pick<SubscribeNeeds, 'secrets' | 'config'>, { pageId, id }: Following): string {
  return `${config.publicUrl}/status-subscription/${signedText(secrets, PURPOSE, `${pageId}.${id}`)}`
}

/** One who follows one page; UUIDs. */
export interface Following {
  readonly pageId: string
  readonly id: string
}

/** Undefined when the token was not made here. */
export function followingIn({ secrets }: Pick<SubscribeNeeds, 'secrets'>, token: string): Following | undefined {
  const [pageId = '', id = ''] = readSignedText(secrets, PURPOSE, token)?.split('.') ?? []
  return id === '' ? undefined : { pageId, id }
}

/**
 * Asks an address whether it wants to follow a page. Whoever typed it in gets the same answer in every case, so nobody learns who
 * follows. False when it is no e-mail address.
 */
export async function subscribe(
  platform: SubscribeNeeds,
  { pageId, address, componentIds }: { readonly pageId: string; readonly address: string; readonly componentIds: readonly string[] },
): Promise<boolean> {
  const parsed = addressField.safeParse(address.trim().toLowerCase())
  if (!parsed.success) return false
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const page = await findPage(tx, pageId)
    if (page?.state !== 'published' || page.isPrivate) return
    const known = new Set((await listComponents(tx, [pageId])).map(({ id }) => id))
    const wanted = componentIds.filter((id) => known.has(id))
    const asking = { id: uuidv7(), pageId, address: parsed.data, componentIds: wanted.length > 0 ? wanted : null, at }
    const id = await store.askSubscriber(tx, { ...asking, notAskedSince: later(at, -ASKED_EVERY_MS) })
    if (id === undefined) return
    const words = mailWordsIn[page.language]
    await platform.mail.queue(tx, {
      to: { address: parsed.data, name: null },
      subject: words.askSubject(page.name),
      text: words.ask(page.name, ownUrl(platform, { pageId, id })),
      nature: 'program',
      confidential: true,
      about: { kind: 'status_page', id: pageId },
      why: words.why(page.name),
      idempotencyKey: `status subscriber ${id} ${at}`,
    })
  })
  return true
}

export function confirm({ work, clock }: Pick<SubscribeNeeds, 'work' | 'clock'>, id: string): Promise<boolean> {
  return work.run((tx) => store.confirmSubscriber(tx, id, clock.now()))
}

export function stop({ work }: Pick<SubscribeNeeds, 'work'>, id: string): Promise<void> {
  return work.run((tx) => store.removeSubscriber(tx, id))
}
