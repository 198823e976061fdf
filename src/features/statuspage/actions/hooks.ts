/**
 * Followers by a web hook and in Slack: asked once whether they want to, told of each update by a job of its own that is tried again
 * for two days, and forgotten when they take nothing for so long or say that they want no more.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { signWebhook } from '#features/channels/public.ts'
import { Fault } from '#kit/fault.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Job } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { statuspageCodes } from '../contract/codes.ts'
import { challengeBody, isConfirmed, isLasting, judgeAnswer, slackBody, updateBody, type Hook } from '../domain/hooks.ts'
import { mailWordsIn } from '../domain/mails.ts'
import { siteOf } from '../domain/site.ts'
import { wordsIn } from '../domain/reader-words.ts'
import { findPage, listComponents, type PageRow } from '../store/pages.ts'
import { findPost, findUpdate } from '../store/posts.ts'
import { confirmSubscriber, findSubscriber, removeSubscriber, setFailing, type SubscriberRow } from '../store/subscribers.ts'
import { ownUrl } from './own-url.ts'

export type HookNeeds = Pick<Platform, 'work' | 'clock' | 'secrets' | 'config' | 'jobs' | 'egress' | 'logger'>

/** Of the queue, whose waits grow to six hours: together more than the two days after which a hook is given up. */
const ATTEMPTS_MAX = 20
/** Of our own failures; a hook that does not answer when it is asked can be typed in again. */
const ASK_ATTEMPTS_MAX = 3
const TIMEOUT_MS = 15 * SECOND_MS
/** A challenge and some words. */
const ANSWER_BYTES_MAX = 64 * 1024
const ADDRESS = 'statuspage.hook_address'
const SECRET = 'statuspage.hook_secret'

/** By which a hook is found again; nobody learns from it where the hook leads. */
export function hookAddress({ secrets }: Pick<HookNeeds, 'secrets'>, { url }: Hook): string {
  return `hook ${Buffer.from(secrets.sign(ADDRESS, Buffer.from(url))).toString('hex')}`
}

/** Bound to that address. */
export function sealHook(needs: Pick<HookNeeds, 'secrets'>, hook: Hook): Buffer {
  return Buffer.from(needs.secrets.seal(Buffer.from(hook.url), hookAddress(needs, hook)))
}

/** What its messages are signed with; it is told with the challenge, and only there. */
function secretOf({ secrets }: Pick<HookNeeds, 'secrets'>, id: string): string {
  return `whsec_${Buffer.from(secrets.sign(SECRET, Buffer.from(id))).toString('base64')}`
}

const asking = z.object({ subscriberId: z.uuid() })

export const askHookJob = (needs: HookNeeds): Job<typeof asking> => ({
  name: 'statuspage.askHook',
  payload: asking,
  attemptsMax: ASK_ATTEMPTS_MAX,
  run: ({ subscriberId }) => askHook(needs, subscriberId),
})

const telling = z.object({ subscriberId: z.uuid(), updateId: z.uuid() })

export const tellHookJob = (needs: HookNeeds): Job<typeof telling> => ({
  name: 'statuspage.tellHook',
  payload: telling,
  attemptsMax: ATTEMPTS_MAX,
  run: (payload) => tellHook(needs, payload),
})

/** Told when the transaction commits. */
export function queueHook(needs: HookNeeds, tx: Tx, of: z.input<typeof telling>): Promise<void> {
  return needs.jobs.enqueue(tx, tellHookJob(needs), of)
}

interface Found {
  readonly hook: Hook
  readonly subscriber: SubscriberRow
  readonly page: PageRow
}

/** Undefined when it stopped, or its page is gone. */
async function found(needs: HookNeeds, tx: Tx, id: string): Promise<Found | undefined> {
  const subscriber = await findSubscriber(tx, id)
  const page = subscriber && (await findPage(tx, subscriber.pageId))
  if (subscriber === undefined || page === undefined || subscriber.channel === 'email' || subscriber.sealedTarget === null) return undefined
  const url = Buffer.from(needs.secrets.open(subscriber.sealedTarget, subscriber.address)).toString('utf8')
  return { hook: { channel: subscriber.channel, url }, subscriber, page }
}

async function askHook(needs: HookNeeds, id: string): Promise<void> {
  const to = await needs.work.read((tx) => found(needs, tx, id))
  if (to === undefined || to.subscriber.confirmedAt !== null) return
  const { hook, page } = to
  const at = needs.clock.now()
  const confirmUrl = ownUrl(needs, { pageId: page.id, id })
  const shown = { name: page.name, url: siteOf(needs.config.publicUrl, page) }
  const secret = secretOf(needs, id)
  // Only who reads the message can know it.
  const challenge = createHash('sha256').update(`${secret} ${at}`).digest('base64url')
  const words = mailWordsIn[page.language]
  const body =
    hook.channel === 'slack'
      ? slackBody(words.askSubject(page.name), words.askHook(page.name, confirmUrl))
      : challengeBody({ page: shown, challenge, secret, confirmUrl, at })
  const answer = await post(needs, hook, { key: `ask_${id}`, secret, body, at })
  if (hook.channel === 'webhook' && answer !== null && isConfirmed(answer, challenge)) {
    await needs.work.run((tx) => confirmSubscriber(tx, id, at))
  }
}

async function tellHook(needs: HookNeeds, { subscriberId, updateId }: z.output<typeof telling>): Promise<void> {
  const at = needs.clock.now()
  const sending = await needs.work.read(async (tx) => {
    const to = await found(needs, tx, subscriberId)
    const body = to && (await bodyOf(needs, tx, { ...to, updateId, at }))
    return to && body === undefined ? undefined : to && { to, body: body ?? '' }
  })
  if (sending === undefined) return
  const { hook, subscriber } = sending.to
  const answer = await post(needs, hook, { key: updateId, secret: secretOf(needs, subscriberId), body: sending.body, at })
  const verdict = answer === null ? 'failed' : judgeAnswer({ channel: hook.channel, status: answer.status })
  await note(needs, { subscriber, verdict, at })
}

/** Throws while it may still take the message later, so that the job is tried again. */
async function note(
  needs: HookNeeds,
  of: { readonly subscriber: SubscriberRow; readonly verdict: ReturnType<typeof judgeAnswer>; readonly at: Instant },
): Promise<void> {
  const { id, pageId, channel, failingSince } = of.subscriber
  if (of.verdict === 'taken') {
    if (failingSince !== null) await needs.work.run((tx) => setFailing(tx, id, null))
    return
  }
  if (of.verdict === 'gone' || (failingSince !== null && isLasting(failingSince, of.at))) {
    await needs.work.run((tx) => removeSubscriber(tx, id))
    needs.logger.info({ pageId, channel, verdict: of.verdict }, 'a hook follows a status page no longer: it takes nothing')
    return
  }
  if (failingSince === null) await needs.work.run((tx) => setFailing(tx, id, of.at))
  throw new Fault(statuspageCodes.hook_failed)
}

/** Undefined when the update or its post is gone. */
async function bodyOf(
  needs: HookNeeds,
  tx: Tx,
  of: Found & { readonly updateId: string; readonly at: Instant },
): Promise<string | undefined> {
  const update = await findUpdate(tx, of.updateId)
  const about = update && (await findPost(tx, update.postId))
  if (update === undefined || about === undefined) return undefined
  const { page, hook } = of
  const site = siteOf(needs.config.publicUrl, page)
  const url = `${site}/posts/${about.id}`
  const stopUrl = `${ownUrl(needs, { pageId: page.id, id: of.subscriber.id })}/stop`
  const said = { phase: wordsIn[page.language].phase[update.phase], text: update.text, url, stop: stopUrl }
  if (hook.channel === 'slack') return slackBody(`${page.name}: ${about.title}`, mailWordsIn[page.language].updateHook(said))
  const touched = new Set(Object.keys(update.effects))
  const components = (await listComponents(tx, [page.id])).filter(({ id }) => touched.has(id)).map(({ name }) => name)
  return updateBody(
    {
      page: { name: page.name, url: site },
      post: { id: about.id, kind: about.kind, title: about.title, url },
      update: { id: of.updateId, phase: update.phase, text: update.text },
      components,
      stopUrl,
    },
    of.at,
  )
}

/** Null when nobody answered. The same key at every try: by it the receiver leaves out what it has. */
async function post(
  { egress }: HookNeeds,
  { channel, url }: Hook,
  { key, secret, body, at }: { readonly key: string; readonly secret: string; readonly body: string; readonly at: Instant },
): Promise<{ readonly status: number; readonly text: string } | null> {
  const id = `msg_${key}`
  const timestamp = String(Math.floor(at / SECOND_MS))
  const signed = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signWebhook(secret, { id, timestamp, body }),
  }
  const headers = { 'content-type': 'application/json', ...(channel === 'webhook' ? signed : {}) }
  const answer = await egress.request({ url, method: 'POST', headers, body, timeoutMs: TIMEOUT_MS, answerBytesMax: ANSWER_BYTES_MAX })
  return answer.ok ? { status: answer.status, text: Buffer.from(answer.body).toString('utf8') } : null
}
