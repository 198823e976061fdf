/** What hangs on a person's account: roles that nobody else holds, and API keys that stop with it. */
import { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { readBefore } from '#platform/coverage.ts'
import type { HandOver } from '#platform/module.ts'
import { signedIn } from './access/caller.ts'
import type { Needs } from './access/needs.ts'
import { grantRole, revokeRole } from './actions/grants.ts'
import { KEYS_PER_PERSON_MAX } from './actions/api-keys.ts'
import { organisationScope, type Grant } from './domain/permit.ts'
import { roleWords } from './domain/roles.ts'
import { listApiKeys } from './store/api-keys.ts'
import { listGrants, listSoleGrants, type GrantRow } from './store/grants.ts'

/** The role that was given; null when the other one held it already. */
const undoing = z.object({ grantId: z.uuid().nullable() })

export const identityHandOvers = (platform: Needs): readonly HandOver[] => [soleRoles(platform), apiKeys(platform)]

/** Giving leaves the first person their role: it is taken away by deactivating them, or by hand. */
const soleRoles = (platform: Needs): HandOver => ({
  key: 'identity.sole_roles',
  title: 'Roles that nobody else has',
  permission: 'identity.people.read',
  heldBy: async (tx, { personId, caller, limit }) => {
    const grants = (await listSoleGrants(tx, personId)).filter((grant) => caller.may('identity.people.read', placeOf(grant)))
    return grants.slice(0, limit).map(({ id, role, clientId, applicationId }) => ({
      id: toId('role_grant', id),
      title: roleWords[role].title,
      reason: clientId === null && applicationId === null ? 'only_holder' : 'only_holder_there',
      words: clientId === null && applicationId === null ? 'Nobody else has this role' : 'Nobody else has this role there',
      href: `/people/${toId('person', personId)}`,
    }))
  },
  giving: {
    needsProof: true,
    give: async ({ caller, id, fromId, toId: to }) => {
      const grant = await heldGrant(platform, fromId, id)
      const before = await findLike(platform, to, grant)
      await grantRole(platform, signedIn(caller), to, grant)
      const given = before === undefined ? await findLike(platform, to, grant) : undefined
      return JSON.stringify({ grantId: given?.id ?? null })
    },
    takeBack: async ({ caller, toId: to, before }) => {
      const { grantId } = readBefore(undoing, before)
      if (grantId !== null) await revokeRole(platform, signedIn(caller), to, grantId)
    },
  },
})

async function heldGrant({ work }: Needs, personId: string, id: string): Promise<Grant> {
  const uuid = toUuid('role_grant', id)
  const grant = (await work.read((tx) => listGrants(tx, personId))).find((one) => one.id === uuid)
  if (grant === undefined) throw new Fault(common.version_mismatch)
  const { role, clientId, applicationId } = grant
  return { role, clientId, applicationId }
}

async function findLike({ work }: Needs, personId: string, { role, clientId, applicationId }: Grant): Promise<GrantRow | undefined> {
  const grants = await work.read((tx) => listGrants(tx, personId))
  return grants.find((one) => one.role === role && one.clientId === clientId && one.applicationId === applicationId)
}

function placeOf({ clientId, applicationId }: Grant) {
  return { clientId, applicationId, audience: 'internal' as const }
}

/** A key carries the rights of who made it, so it cannot change hands. */
const apiKeys = ({ clock }: Needs): HandOver => ({
  key: 'identity.api_keys',
  title: 'API keys',
  permission: 'identity.keys.write',
  heldBy: async (tx, { personId, caller, limit }) => {
    const isSeen = signedIn(caller).personId === personId || caller.may('identity.people.write', organisationScope)
    if (!isSeen) return []
    const now = clock.now()
    const keys = await listApiKeys(tx, { personId, limit: KEYS_PER_PERSON_MAX })
    return keys
      .filter(({ expiresAt }) => expiresAt === null || now < expiresAt)
      .slice(0, limit)
      .map(({ id, name }) => ({
        id: toId('api_key', id),
        title: name,
        reason: 'stops_with_account',
        words: 'Stops with the account: make one of somebody else first',
        href: '/settings/keys',
      }))
  },
})
