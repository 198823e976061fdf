/** Routes to the action and the query. */
import { welcome, type IdentityNeeds } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import { setUp } from '../actions/set-up.ts'
import type { setupContract } from '../contract/contract.ts'
import { isOpen } from '../queries/state.ts'

export function setupHandlers(platform: IdentityNeeds): HandlersOf<typeof setupContract> {
  return {
    readState: async () => ({ open: await isOpen(platform) }),
    setUp: async ({ body }, context) => {
      const { session, applications, notes } = await setUp(platform, { ...body, browser: context })
      const shown = applications.map(({ id, name, url }) => ({ id, name, url }))
      return { me: await welcome(platform, context, session), applications: shown, notes: [...notes] }
    },
  }
}
