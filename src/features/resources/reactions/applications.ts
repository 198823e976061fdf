/** Follows applications, so that each is looked at from its beginning, and again once it is brought back. */
import { applicationCreated, applicationRestored } from '#events/catalog.ts'
import type { Reaction } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { followApplication } from '../actions/rounds.ts'

export const applicationsReaction = (platform: Pick<Platform, 'work' | 'clock' | 'due'>): Reaction => ({
  name: 'resources.applications',
  on: [applicationCreated, applicationRestored],
  react: ({ record }, tx) => followApplication(platform, tx, record.id),
})
