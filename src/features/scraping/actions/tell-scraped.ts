/** Tells who watches that something was scraped, so that the page of an application reads its targets anew. */
import { z } from 'zod'
import type { Platform } from '#platform/platform.ts'
import { scopeOf } from '#core/catalog/public.ts'
import { READ_TARGETS, SCRAPED_TOPIC, scrapedMessage } from '../contract/contract.ts'

/** One message for each environment (UUIDs, in any number). */
export async function tellScraped({ work, live }: Pick<Platform, 'work' | 'live'>, environmentIds: readonly string[]): Promise<void> {
  for (const environmentId of new Set(environmentIds)) {
    const scope = await work.read((tx) => scopeOf(tx, { kind: 'environment', id: environmentId }))
    if (scope) live.tell({ topic: SCRAPED_TOPIC, scope, permission: READ_TARGETS, data: z.encode(scrapedMessage, { environmentId }) })
  }
}
