/** What identity contributes to the server. */
import { identityEvents } from '#events/identity.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { ModuleFactory, Permission } from '#platform/module.ts'
import { identityPersonal, identityRetention } from './actions/erasure.ts'
import { sweep } from './actions/sweep.ts'
import { identityCodes } from './contract/codes.ts'
import { identityContract } from './contract/contract.ts'
import { identityHandOvers } from './hand-overs.ts'
import { accountHandlers, organisationHandlers, peopleHandlers } from './http/handlers.ts'
import { securityHandlers, signInHandlers, signInSettingsHandlers } from './http/sign-in.ts'

const permissions: readonly Permission[] = [
  { name: 'identity.people.read', allows: 'See people, their addresses and their roles.' },
  { name: 'identity.people.write', allows: 'Invite people, change and deactivate them, give roles and take them away.' },
  { name: 'identity.keys.write', allows: 'Make API keys that carry part of one’s own rights, and revoke them.' },
  { name: 'identity.organisation.write', allows: 'Change the name and time zone of the organisation.' },
  { name: 'identity.sign_in.write', allows: 'Decide how people sign in: second factors, the sign-in provider.' },
  { name: 'identity.sign_ins.read', allows: 'See who signed in or failed to, when, how and from where.' },
]

/** Rows that no longer hold harm nobody; they only take room. */
const SWEEP_EVERY_MS = 10 * MINUTE_MS

export const identityModule: ModuleFactory = (platform) => ({
  name: 'identity',
  codes: [identityCodes],
  events: identityEvents,
  permissions,
  contract: identityContract,
  handlers: {
    ...signInHandlers(platform),
    ...accountHandlers(platform),
    ...securityHandlers(platform),
    ...peopleHandlers(platform),
    ...organisationHandlers(platform),
    ...signInSettingsHandlers(platform),
  },
  routines: [{ name: 'identity.sweep', everyMs: SWEEP_EVERY_MS, on: 'worker_nodes', run: () => sweep(platform) }],
  personal: identityPersonal(platform),
  handOvers: identityHandOvers(platform),
  retention: identityRetention,
})
