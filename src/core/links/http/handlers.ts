/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { createLink, deleteLink } from '../actions/links.ts'
import type { linksContract } from '../contract/contract.ts'
import { findLinkTargets, listLinks, listLinkTypes, readLink } from '../queries/links.ts'

export function linksHandlers(platform: Pick<Platform, 'work' | 'clock' | 'log' | 'config'>): HandlersOf<typeof linksContract> {
  return {
    listLinks: (call, { caller }) => listLinks(platform, signedIn(caller), call),
    createLink: async ({ body }, context) => {
      const caller = signedIn(context.caller)
      const row = await createLink({ platform, caller }, body)
      return readLink(platform, caller, { recordId: body.record.id, row })
    },
    deleteLink: async ({ params }, { caller }) => {
      await deleteLink({ platform, caller: signedIn(caller) }, params.id)
      return undefined
    },
    listLinkTypes: async () => listLinkTypes(platform),
    findLinkTargets: (call, { caller }) => findLinkTargets(platform, signedIn(caller), call),
  }
}
