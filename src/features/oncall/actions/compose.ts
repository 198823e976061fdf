/** What a page message says. */
import type { Tx } from '#platform/work.ts'
import { toId } from '#kit/ids.ts'
import { environmentPlaces, namedOf } from '#core/catalog/public.ts'
import { PAGE_ANSWERS } from '../domain/page.ts'
import type { PageMessageRow } from '../store/messages.ts'
import { findPage, listSubjects } from '../store/pages.ts'
import type { ChannelMessage } from '#features/channels/public.ts'
import { invariant } from '#kit/fault.ts'

/** Things of a page that one message names; the rest is on the page. */
const SUBJECTS_TOLD_MAX = 5

/** The key is the message's own id, so it is the same at every retry. */
export async function composed(tx: Tx, { id, pageId, addressId }: PageMessageRow): Promise<ChannelMessage> {
  const page = await findPage(tx, pageId)
  invariant(page, 'a message belongs to a page')
  const application = page.applicationId === null ? undefined : await namedOf(tx, 'application', page.applicationId)
  const place = page.environmentId === null ? undefined : (await environmentPlaces(tx, [page.environmentId])).get(page.environmentId)
  const where = [application?.name, place?.name].filter((name) => name !== undefined).join(', ')
  const subjects = await listSubjects(tx, { pageIds: [pageId], limit: SUBJECTS_TOLD_MAX })
  const others = subjects.map(({ title }) => title).filter((title) => title !== page.title)
  return {
    key: id,
    addressId,
    subject: where === '' ? page.title : `${page.title} (${where})`,
    lines: [...(where === '' ? [] : [where]), ...others],
    href: `/pages/${toId('page', pageId)}`,
    severity: page.severity,
    answers: PAGE_ANSWERS,
  }
}
