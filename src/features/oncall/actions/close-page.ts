/** Nobody needs to be asked any more: somebody took the page, or it is over. */
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { callOff, listPageMessages } from '../store/messages.ts'
import { updatePage, type PageRow } from '../store/pages.ts'
import { PAGE_DUE, type Paging } from './paging.ts'
import { MESSAGES_PER_PAGE_MAX } from './take-turn.ts'

export interface Closing {
  readonly state: 'acknowledged' | 'ended'
  readonly reason: string
  readonly at: Instant
  readonly answer?: Pick<PageRow, 'answeredBy' | 'answeredAt' | 'answeredVia'>
}

/** Calls off what waits in the queue, and tells channels to stop ringing. */
export async function closePage(
  { platform, channels }: Paging,
  tx: Tx,
  page: PageRow,
  { state, reason, at, answer }: Closing,
): Promise<void> {
  await updatePage(tx, { ...page, ...answer, state, reason, nextAt: null, endedAt: state === 'ended' ? at : null })
  await platform.due.clear(tx, { kind: PAGE_DUE, record: page.id })
  await callOff(tx, page.id)
  const sent = await listPageMessages(tx, { pageId: page.id, limit: MESSAGES_PER_PAGE_MAX })
  await channels.settle(
    tx,
    sent.map(({ id }) => id),
  )
}
