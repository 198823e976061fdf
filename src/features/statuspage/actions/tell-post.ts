/** Says in the log what happened to a post; its texts stay in their tables. */
import type { EventKind } from '#kit/event.ts'
import type { PageRow } from '../store/pages.ts'
import type { PostRow } from '../store/posts.ts'
import { scopeOfPage, type Telling } from './act.ts'

export async function tellOfPost(
  { platform, tx, at, actor }: Telling,
  event: EventKind,
  { page, post, ...more }: { readonly page: PageRow; readonly post: Pick<PostRow, 'id' | 'incidentId'>; readonly [more: string]: unknown },
): Promise<void> {
  const particulars = { page: page.name, pageId: page.id, incidentId: post.incidentId, ...more }
  await platform.log.publish(tx, { event, actor, record: { kind: 'status_post', id: post.id }, scope: scopeOfPage(page), at, particulars })
}
