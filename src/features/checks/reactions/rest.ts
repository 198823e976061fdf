/** What is archived is not looked at, and what is brought back is looked at again. */
import { applicationArchived, applicationRestored, environmentArchived, environmentRestored } from '#events/catalog.ts'
import type { Platform } from '#platform/platform.ts'
import type { Reaction } from '#platform/module.ts'
import { restOrWake } from '../actions/rest-or-wake.ts'

export function restReaction(platform: Pick<Platform, 'log'>): Reaction {
  return {
    name: 'checks.rest',
    on: [applicationArchived, applicationRestored, environmentArchived, environmentRestored],
    react: (event, tx) => restOrWake(platform, tx, { record: event.record, at: event.at }),
  }
}
