/** Whatever has an address is looked at from its first day on, and the look follows when the address moves. */
import { environmentChanged, environmentCreated } from '#events/catalog.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Platform } from '#platform/platform.ts'
import type { Reaction } from '#platform/module.ts'
import { followAddress } from '../actions/follow-address.ts'

export function addressReaction(platform: Pick<Platform, 'log'>): Reaction {
  return {
    name: 'checks.follow_addresses',
    on: [environmentCreated, environmentChanged],
    react: async (event, tx) => {
      const url = urlOf(event)
      if (url !== undefined) await followAddress(platform, tx, { environmentId: event.record.id, url, at: event.at })
    },
  }
}

/** The new address, null for none any more; undefined: the event says nothing of it. */
function urlOf({ kind, particulars }: SealedEvent): string | null | undefined {
  if (kind === environmentCreated.kind) return particulars['url'] as string | null
  return (particulars['after'] as { readonly url?: string | null }).url
}
