/** What a window held is decided anew when the window ends, is cancelled or becomes another. */
import { windowCancelled, windowChanged, windowEnded } from '#events/maintenance.ts'
import type { Reaction } from '#platform/module.ts'
import type { AlertNeeds } from '../actions/about.ts'
import { decideHeld } from '../actions/decide-held.ts'

export const windowReaction = (platform: AlertNeeds): Reaction => ({
  name: 'alerting.windows',
  on: [windowEnded, windowCancelled, windowChanged],
  react: (event, tx) => decideHeld(platform, tx, (event.particulars as { applicationId: string }).applicationId),
})
