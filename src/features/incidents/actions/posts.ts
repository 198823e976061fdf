/** What the public was told. */
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { claimIfThere, ownAct, type Needs } from './act.ts'
import { save } from './save.ts'

/** Names the reaction. */
export const POST_REACTION = 'incidents.follow_posts'

/** From here the next update is counted. A post of another page, or one that is told twice, moves it on at most to its own time. */
export async function notePost(platform: Needs, tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<void> {
  const to = await claimIfThere(ownAct(platform, POST_REACTION), tx, id)
  if (to === undefined || (to.incident.lastPostAt !== null && to.incident.lastPostAt >= at)) return
  const { firstPostAt, touchedAt } = to.incident
  // Only people release posts, so somebody works on it.
  await save(to, { lastPostAt: at, firstPostAt: firstPostAt ?? at, touchedAt: touchedAt ?? at })
}
