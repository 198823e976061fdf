/** What search contributes to the server. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { searchContract } from './contract/contract.ts'
import { SEARCH } from './domain/permissions.ts'
import { search } from './queries/search.ts'

export const searchModule: ModuleFactory = (platform) => {
  const handlers: HandlersOf<typeof searchContract> = {
    search: (call, { caller }) => search(platform, signedIn(caller), call),
  }
  return {
    name: 'search',
    permissions: [{ name: SEARCH, allows: 'Search the records that one may see.' }],
    contract: searchContract,
    handlers,
  }
}
