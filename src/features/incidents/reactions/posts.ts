/** Follows posts on status pages. */
import { postReleased } from '#events/statuspage.ts'
import type { Reaction } from '#platform/module.ts'
import type { Needs } from '../actions/act.ts'
import { notePost, POST_REACTION } from '../actions/posts.ts'

export const postsReaction = (platform: Needs): Reaction => ({
  name: POST_REACTION,
  on: [postReleased],
  react: async (event, tx) => {
    const { incidentId } = postReleased.particulars.parse(event.particulars)
    if (incidentId !== null) await notePost(platform, tx, { id: incidentId, at: event.at })
  },
})
