/** API keys: made by people for their scripts, with part of their own rights. */
import { uuidv7 } from 'uuidv7'
import { apiKeyCreated, apiKeyRevoked } from '#events/identity.ts'
import type { ActorRef } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { requireHeld, requireSession, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import { holds, organisationScope, type Rights } from '../domain/permit.ts'
import { namedPermissions } from '../domain/roles.ts'
import { countApiKeys, insertApiKey, revokeApiKey as revoke, type ApiKeyRow } from '../store/api-keys.ts'
import { lockPerson } from '../store/people.ts'
import { aboutPerson } from './about.ts'
import { hashToken, newApiKeySecret } from '../access/tokens.ts'

/** A key per script and machine is good practice; a hundred of one person is a loop gone wrong. */
export const KEYS_PER_PERSON_MAX = 100

export interface NewKey {
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresInDays: number | null
}

export interface MadeKey {
  readonly apiKey: ApiKeyRow
  /** Shown to its maker and kept nowhere. */
  readonly secret: string
}

/** In the browser only: a key that could make keys would outlive being revoked. */
export async function createApiKey(platform: Needs, caller: PersonCaller, key: NewKey): Promise<MadeKey> {
  requireSession(caller)
  requireHeld(caller, 'identity.keys.write')
  return makeApiKey(platform, { actor: caller.ref, personId: caller.personId, rights: caller.rights, key })
}

/** The same for the command line, which acts for a person. Throws on `body.scopes.<n>` for what that person does not hold. */
export async function makeApiKey(
  platform: Needs,
  of: { actor: ActorRef; personId: string; rights: Rights; key: NewKey },
): Promise<MadeKey> {
  const { actor, personId, rights, key } = of
  requireOwnScopes(rights, key.scopes)
  const { secret, prefix } = newApiKeySecret()
  const at = platform.clock.now()
  const id = uuidv7()
  const scopes = [...new Set(key.scopes)].toSorted()
  const expiresAt = key.expiresInDays === null ? null : later(at, key.expiresInDays * DAY_MS)
  const apiKey = await platform.work.run(async (tx) => {
    await lockPerson(tx, personId)
    if ((await countApiKeys(tx, personId)) >= KEYS_PER_PERSON_MAX) {
      throw new Fault(identityCodes.too_many, { detail: `One person has at most ${KEYS_PER_PERSON_MAX} API keys.` })
    }
    const about = aboutPerson(personId, actor, at)
    await platform.log.publish(tx, { event: apiKeyCreated, ...about, particulars: { apiKeyId: id, name: key.name, scopes } })
    return insertApiKey(tx, { id, personId, name: key.name, prefix, secretHash: hashToken(secret), scopes, at, expiresAt })
  })
  return { apiKey, secret }
}

function requireOwnScopes(rights: Rights, scopes: readonly string[]): void {
  if (scopes.length === 0)
    throw new Fault(common.invalid_request, { detail: 'A key needs at least one permission, and its person a role that holds it.' })
  const fields = scopes.flatMap((scope, index) => {
    if (namedPermissions.includes(scope) && holds(rights, scope)) return []
    return [{ field: `body.scopes.${index}`, message: `is not a permission that you hold: ${scope}` }]
  })
  if (fields.length > 0) throw new Fault(common.invalid_request, { detail: 'A key carries only permissions that you hold.', fields })
}

/** One's own, or anybody's for who may change people. */
export async function revokeApiKey(platform: Needs, caller: PersonCaller, apiKeyId: string): Promise<void> {
  const whose = caller.may('identity.people.write', organisationScope) ? null : caller.personId
  await platform.work.run(async (tx) => {
    const at = platform.clock.now()
    const apiKey = await revoke(tx, { id: apiKeyId, personId: whose, at })
    if (!apiKey) throw new Fault(common.not_found)
    const about = aboutPerson(apiKey.personId, caller.ref, at)
    await platform.log.publish(tx, { event: apiKeyRevoked, ...about, particulars: { apiKeyId, name: apiKey.name } })
    accessOf(platform).changed(tx, apiKey.personId)
  })
}
