/** Removing bytes that nothing names any more: of files that were deleted long ago or erased, and of tries that never ended. */
import { later } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { ABANDONED_AFTER_MS } from '../domain/bounds.ts'
import { removeAbandoned } from '../store/attachments.ts'
import { forgetContent, listUnnamed } from '../store/contents.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'files'>

const PAGE = 200

/** Repeatable, and whatever a crash interrupts is found again: a digest is forgotten only when its bytes are gone. */
export async function removeLeftovers(platform: Needs): Promise<void> {
  const before = later(platform.clock.now(), -ABANDONED_AFTER_MS)
  for (let removed = PAGE; removed === PAGE;) removed = await platform.work.run((tx) => removeAbandoned(tx, { before, limit: PAGE }))
  await removeUnnamed(platform)
}

/** Bytes only, whatever the hour. Repeatable. */
export async function removeUnnamed(platform: Pick<Needs, 'work' | 'files'>): Promise<void> {
  for (let after = '', count = PAGE; count === PAGE;) {
    const page = await platform.work.read((tx) => listUnnamed(tx, { after, limit: PAGE }))
    for (const { digest } of page) {
      await platform.work.run(async (tx) => {
        if (await forgetContent(tx, digest)) await platform.files.remove(digest)
      })
    }
    after = page.at(-1)?.digest ?? after
    count = page.length
  }
}
