/** Whoever answers the page of an alert knows of it. */
import { pageAcknowledged } from '#events/oncall.ts'
import type { Reaction } from '#platform/module.ts'
import type { AlertNeeds } from '../actions/about.ts'
import { acknowledgeIn } from '../actions/acknowledge.ts'

export function pageReaction(platform: AlertNeeds): Reaction {
  return {
    name: 'alerting.pages',
    on: [pageAcknowledged],
    react: async (event, tx) => {
      const { aboutKind, aboutId, personId } = event.particulars as { aboutKind: string; aboutId: string; personId: string | null }
      if (aboutKind !== 'alert') return
      await acknowledgeIn(platform, tx, { id: aboutId, actor: event.actor, personId, reason: 'page_acknowledged' })
    },
  }
}
