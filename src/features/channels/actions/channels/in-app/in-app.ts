/**
 * In every console that the person has open: it rings until somebody answers. The message itself is what rings; browsers are only told
 * to look. It counts as delivered once a browser has looked.
 */
import { organisationScope } from '#core/identity/public.ts'
import type { Platform } from '#platform/platform.ts'
import { accepted, failed } from '../../../domain/judging.ts'
import { RINGS_TOPIC } from '../../../domain/rings.ts'
import type { Channel } from '../channel.ts'

export const inAppChannel: Channel<null, null> = {
  name: 'in_app',
  target: null,
  provider: null,
  hint: () => '',
  handOver: async ({ live }, { reached }) => {
    if (reached === null) return failed('gone', 'Nobody is behind this console any more.')
    tellRings({ live }, reached.personId)
    return accepted('Waits for an open console.')
  },
}

/** Says only that something changed, and only to this person (UUID). */
export function tellRings({ live }: Pick<Platform, 'live'>, personId: string): void {
  live.tell({ topic: RINGS_TOPIC, personId, scope: organisationScope, permission: 'records.timeline.read', data: {} })
}
