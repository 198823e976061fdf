/** What of outgoing mail needs a person. Pure. */
import type { Instant } from '#kit/time.ts'

/** As the mail queue tells it. */
export interface Standing {
  readonly configured: boolean
  readonly waiting: number
  readonly waitingSince: Instant | null
  readonly trouble: string | null
  readonly failedToday: number
}

/** Without its page, which only the module knows. */
export interface MailLine {
  readonly kind: 'no_relay' | 'relay_in_trouble' | 'failed'
  readonly values: Readonly<Record<string, string | number>>
  readonly title: string
  readonly reason: string
  readonly since: Instant
}

/** Most urgent first; none when all is well. */
export function mailLines({ configured, waiting, waitingSince, trouble, failedToday }: Standing, now: Instant): readonly MailLine[] {
  const since = waitingSince ?? now
  const lines: MailLine[] = []
  if (!configured && waiting > 0) {
    lines.push({
      kind: 'no_relay',
      values: { count: waiting },
      title: `${count(waiting)} to be sent`,
      reason: 'No relay is configured, so no mail leaves Pitcrew.',
      since,
    })
  }
  if (configured && trouble !== null) {
    lines.push({
      kind: 'relay_in_trouble',
      values: { count: waiting, trouble },
      title: `${count(waiting)} to be sent`,
      reason: `The relay last said: ${trouble}`,
      since,
    })
  }
  if (failedToday > 0) {
    lines.push({
      kind: 'failed',
      values: { count: failedToday },
      title: `${count(failedToday)} failed`,
      reason: 'The relay refused them for good within the last day.',
      since: now,
    })
  }
  return lines
}

const count = (messages: number): string => (messages === 1 ? 'One message' : `${messages} messages`)
