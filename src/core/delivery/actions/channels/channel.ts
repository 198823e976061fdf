/** A way to reach people who are not looking at the console. */
import type { Recipient } from '#core/identity/public.ts'
import type { Tx } from '#platform/work.ts'
import type { NoticeTopic } from '#platform/module.ts'
import type { Called } from '../../access/called.ts'
import type { NotificationRow } from '../../store/notifications.ts'

/** A notification with what of it is new to this channel; the words begin with the name of who did it. */
export interface ChannelNotice {
  readonly notification: NotificationRow
  readonly topic: NoticeTopic
  /** How it is called now; undefined for what has no name. */
  readonly called: Called | undefined
  readonly items: readonly { readonly at: NotificationRow['changedAt']; readonly words: string }[]
  /** Items that were not kept. */
  readonly leftOut: number
}

export interface Sending {
  readonly recipient: Recipient
  readonly notices: readonly ChannelNotice[]
  /** Names what is sent, so that it is sent once. */
  readonly key: string
  readonly isDigest: boolean
}

export interface NoticeChannel {
  /** Stable for ever: stands in rows. */
  readonly key: string
  /** Hands it to the channel's own queue, in the given transaction. Returns the UUID by which the channel knows it. */
  readonly send: (tx: Tx, sending: Sending) => Promise<string>
}
