/** Every application has a draft of a status page from its first day on. */
import { applicationCreated } from '#events/catalog.ts'
import type { Reaction } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { draftPage } from '../actions/pages.ts'

const ACTOR = { kind: 'system', id: 'statuspage.first_page' } as const

export function firstPageReaction(platform: Pick<Platform, 'log'>): Reaction {
  return {
    name: 'statuspage.first_page',
    on: [applicationCreated],
    react: async ({ record, scope, particulars, at }, tx) => {
      const { name, kind } = particulars as { readonly name: string; readonly kind: string }
      // Whoever could read of Pitcrew's own outage here would have to reach Pitcrew.
      if (kind === 'self') return
      await draftPage({ platform, tx, at, actor: ACTOR }, { applicationId: record.id, clientId: scope.clientId, name })
    },
  }
}
