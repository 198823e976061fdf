/** Followers that are programs: where they are reached, what they are sent, and what their answers mean. */
import { HOUR_MS, toIso, type Instant } from '#kit/time.ts'

/** By e-mail, by a web hook of one's own, or in Slack by an incoming one. */
export type FollowChannel = 'email' | 'webhook' | 'slack'

export interface Hook {
  readonly channel: Exclude<FollowChannel, 'email'>
  readonly url: string
}

const URL_LENGTH_MAX = 500
/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
const SLACK_HOSTS: readonly string[] = ['hooks.slack.com', 'hooks.slack-gov.com']
/** Of a text of Slack; longer ones are cut by it in the middle of a word. */
const SLACK_CHARACTERS_MAX = 3_000
/** What has taken nothing for so long is gone, or nobody looks after it. */
export const LASTING_FAILURE_MS = 48 * HOUR_MS

/** Undefined for what is no address of https. Plain http would show the secret of the signature to everybody on the way. */
export function readHook(text: string): Hook | undefined {
  if (text.length > URL_LENGTH_MAX || !URL.canParse(text.trim())) return undefined
  const url = new URL(text.trim())
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined
  url.hash = ''
  return { channel: SLACK_HOSTS.includes(url.hostname) ? 'slack' : 'webhook', url: url.href }
}

/** What a web hook is asked before it follows: to answer with the challenge, or that somebody opens the address. */
export function challengeBody(of: {
  readonly page: { readonly name: string; readonly url: string }
  readonly challenge: string
  readonly secret: string
  readonly confirmUrl: string
  readonly at: Instant
}): string {
  const { at, ...data } = of
  return JSON.stringify({ type: 'status_page.confirm', timestamp: toIso(at), data })
}

/** Whether an answer gives the challenge back. */
export function isConfirmed(answer: { readonly status: number; readonly text: string }, challenge: string): boolean {
  if (judgeAnswer({ channel: 'webhook', status: answer.status }) !== 'taken') return false
  try {
    const said: unknown = JSON.parse(answer.text)
    return typeof said === 'object' && said !== null && (said as { challenge?: unknown }).challenge === challenge
  } catch {
    return false
  }
}

export interface Told {
  readonly page: { readonly name: string; readonly url: string }
  readonly post: { readonly id: string; readonly kind: string; readonly title: string; readonly url: string }
  readonly update: { readonly id: string; readonly phase: string; readonly text: string }
  readonly components: readonly string[]
  readonly stopUrl: string
}

export function updateBody(told: Told, at: Instant): string {
  return JSON.stringify({ type: 'status_post.released', timestamp: toIso(at), data: told })
}

/** A text of Slack: the first line in bold. */
export function slackBody(title: string, text: string): string {
  const whole = `*${escaped(title)}*\n${escaped(text)}`
  return JSON.stringify({ text: whole.length > SLACK_CHARACTERS_MAX ? `${whole.slice(0, SLACK_CHARACTERS_MAX - 1)}…` : whole })
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * | Answer | Means |
 * |---|---|
 * | `taken` | it has it |
 * | `gone` | it wants no more: 410, and of Slack also 403 and 404, which it answers for hooks and channels that are no more |
 * | `failed` | everything else, also a 404 of a web hook: a mistake that somebody mends |
 */
export function judgeAnswer({
  channel,
  status,
}: {
  readonly channel: Hook['channel']
  readonly status: number
}): 'taken' | 'gone' | 'failed' {
  if (status >= 200 && status < 300) return 'taken'
  if (status === 410) return 'gone'
  return channel === 'slack' && (status === 403 || status === 404) ? 'gone' : 'failed'
}

/** Whether a hook that fails has failed for so long that it is given up. */
export function isLasting(failingSince: Instant, now: Instant): boolean {
  return now - failingSince >= LASTING_FAILURE_MS
}
