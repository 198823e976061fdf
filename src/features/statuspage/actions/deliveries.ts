/**
 * Turns what was noted with a release into mails, and into jobs for hooks, a thousand at a time; each note goes together with what
 * comes of it, so nobody is written to twice about one update. Any number of nodes may do it at once.
 */
import { postReleased } from '#events/statuspage.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { NewMail } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { mailWordsIn } from '../domain/mails.ts'
import { wordsIn } from '../domain/reader-words.ts'
import { siteOf } from '../domain/site.ts'
import { findPage } from '../store/pages.ts'
import { findPost, findUpdate } from '../store/posts.ts'
import { takeDeliveries, type DeliveryRow } from '../store/subscribers.ts'
import { queueHook } from './hooks.ts'
import { ownUrl } from './own-url.ts'
import type { SubscribeNeeds } from './subscribe.ts'

/** Mails of one transaction: a release to ten thousand takes ten of them. */
const BATCH = 1_000

export class Deliveries {
  readonly #platform: SubscribeNeeds & Pick<Platform, 'log' | 'logger'>
  #isFollowing = false

  constructor(platform: SubscribeNeeds & Pick<Platform, 'log' | 'logger'>) {
    this.#platform = platform
  }

  /** Sends what waits, and from now on whatever is released, as soon as it is. Throws while the store is away. */
  run(): Promise<void> {
    if (!this.#isFollowing) this.#platform.log.follow((events) => this.#hear(events))
    this.#isFollowing = true
    return sendDeliveries(this.#platform)
  }

  #hear(events: readonly SealedEvent[]): void {
    if (!events.some(({ kind }) => kind === postReleased.kind)) return
    sendDeliveries(this.#platform).catch((error: unknown) =>
      this.#platform.logger.warn({ error }, 'mails to followers could not be queued; they are with the next turn'),
    )
  }
}

/** Until nothing waits that nobody else has taken. */
export async function sendDeliveries(platform: SubscribeNeeds): Promise<void> {
  for (let taken = BATCH; taken === BATCH;) taken = await platform.work.run((tx) => sendBatch(platform, tx))
}

async function sendBatch(platform: SubscribeNeeds, tx: Tx): Promise<number> {
  const rows = await takeDeliveries(tx, BATCH)
  const mails: NewMail[] = []
  const byMail = rows.filter(({ channel }) => channel === 'email')
  for (const { subscriberId, updateId, channel } of rows) if (channel !== 'email') await queueHook(platform, tx, { subscriberId, updateId })
  for (const updateId of new Set(byMail.map((row) => row.updateId))) {
    const own = byMail.filter((row) => row.updateId === updateId)
    mails.push(...(await mailsOf(platform, tx, { updateId, rows: own })))
  }
  if (mails.length > 0) await platform.mail.queueMany(tx, mails)
  return rows.length
}

async function mailsOf(
  platform: SubscribeNeeds,
  tx: Tx,
  { updateId, rows }: { readonly updateId: string; readonly rows: readonly DeliveryRow[] },
): Promise<readonly NewMail[]> {
  const update = await findUpdate(tx, updateId)
  const post = update && (await findPost(tx, update.postId))
  const page = post && (await findPage(tx, post.pageId))
  if (!update || !post || !page) return []
  const words = mailWordsIn[page.language]
  const url = `${siteOf(platform.config.publicUrl, page)}/posts/${post.id}`
  const phase = wordsIn[page.language].phase[update.phase]
  const common = {
    subject: `${page.name}: ${post.title}`,
    nature: 'bulk',
    thread: `status post ${post.id}`,
    about: { kind: 'status_post', id: post.id },
    why: words.why(page.name),
  } as const
  return rows.map(({ subscriberId, address }) => {
    const unsubscribeUrl = `${ownUrl(platform, { pageId: page.id, id: subscriberId })}/stop`
    const text = words.update({ phase, text: update.text, url, stop: unsubscribeUrl })
    const idempotencyKey = `status update ${updateId} ${subscriberId}`
    return { ...common, to: { address, name: null }, text, unsubscribeUrl, idempotencyKey }
  })
}
