/**
 * A way to reach somebody. Each is a folder here and a line in `channels.ts`; what is the same for all who speak HTTP is in `over-http.ts`.
 */
import type { z } from 'zod'
import type { Language } from '#kit/language.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { ChannelName } from '../../domain/channels.ts'
import type { Judged } from '../../domain/judging.ts'
import type { Outgoing } from '../../domain/message.ts'

export type ChannelNeeds = Pick<Platform, 'mail' | 'egress' | 'live'>

/** Who is reached; null when it is the installation's own. */
export interface Reached {
  /** UUID */
  readonly personId: string
  readonly name: string
  /** Of the account. */
  readonly email: string
  readonly language: Language
}

/** One message to one address. `T`: where it leads, `P`: who sends it. */
export interface Sending<T, P> {
  readonly message: Outgoing
  readonly target: T
  readonly provider: P
  /** An owner approved that this target, or this provider, lies in a private network. */
  readonly privateAllowed: boolean
  readonly reached: Reached | null
  /** Of this installation, absolute, without a slash at its end. */
  readonly publicUrl: string
  readonly at: Instant
}

/** A message that its provider took and that nobody needs to see any more. */
export interface Withdrawing<T, P> {
  readonly key: string
  /** What the provider called it. */
  readonly reference: string | null
  readonly target: T
  readonly provider: P
  readonly privateAllowed: boolean
}

export interface Channel<T = unknown, P = unknown> {
  readonly name: ChannelName
  /** Of where an address leads. Null: what the account has anyway is enough. */
  readonly target: z.ZodType<T> | null
  /** Of whoever sends. Null: nobody needs to be set up. */
  readonly provider: z.ZodType<P> | null
  /** Where whoever sends is reached, an address of http or https; undefined where nobody needs to be set up. */
  readonly sender?: (provider: P) => string
  /** Enough of a target to recognise it by, and never all of what is secret in it. */
  readonly hint: (target: T) => string
  /** What the provider calls the address in answers; undefined where it never does. */
  readonly named?: (target: T) => string | undefined
  /** Never throws for what the other side does. */
  readonly handOver: (needs: ChannelNeeds, sending: Sending<T, P>) => Promise<Judged>
  /** Ends what goes on sounding or asking at the provider; undefined where nothing does. As `handOver`, and may be repeated. */
  readonly withdraw?: (needs: ChannelNeeds, withdrawing: Withdrawing<T, P>) => Promise<Judged>
}
