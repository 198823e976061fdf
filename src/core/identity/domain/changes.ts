/** Rules about changing people and their roles. */
import type { Scope } from '#kit/event.ts'
import { may, type Grant, type Rights } from './permit.ts'
import { namedPermissions, roleHolds } from './roles.ts'

/**
 * States of a person.
 *
 * | state | comes from | goes to |
 * |---|---|---|
 * | invited | being invited; a deactivated person who never joined, or is invited anew | active (accepts), deactivated (invitation withdrawn) |
 * | active | accepting, set-up, being reactivated | deactivated |
 * | deactivated | leaving; an invitation withdrawn | active (reactivated, if they had joined), invited (invited anew) |
 */
export type PersonState = 'invited' | 'active' | 'deactivated'

export type ChangeVerdict<Refusal extends string> = { readonly allowed: true } | { readonly allowed: false; readonly reason: Refusal }

const allowed = { allowed: true } as const

/** Whether one active owner remains when this person stops being one. `activeOwners`: UUIDs, each once. */
export function judgeOwnerLoss(activeOwners: readonly string[], personId: string): ChangeVerdict<'last_owner'> {
  const remaining = activeOwners.filter((owner) => owner !== personId)
  if (activeOwners.includes(personId) && remaining.length === 0) return { allowed: false, reason: 'last_owner' }
  return allowed
}

/** Shape of a role before it is stored: an owner is an owner of everything, a contact belongs to a client. */
export function judgeGrantShape(grant: Grant): ChangeVerdict<'owner_everywhere_only' | 'contact_needs_client'> {
  const everywhere = grant.clientId === null && grant.applicationId === null
  if (grant.role === 'owner' && !everywhere) return { allowed: false, reason: 'owner_everywhere_only' }
  if (grant.role === 'client_contact' && grant.clientId === null) return { allowed: false, reason: 'contact_needs_client' }
  return allowed
}

export const grantShapeWords = {
  owner_everywhere_only: 'An owner is an owner of everything; leave client and application empty.',
  contact_needs_client: 'A client contact needs the client whose contact they are.',
} as const

/** Nobody gives away more than they have: each permission of the role must be held for the same client and application. */
export function judgeGranting(rights: Rights, grant: Grant): ChangeVerdict<'beyond_own_rights'> {
  const scope: Scope = { clientId: grant.clientId, applicationId: grant.applicationId, audience: 'internal' }
  const given = namedPermissions.filter((permission) => roleHolds(grant.role, permission))
  return given.every((permission) => may(rights, permission, scope).allowed) ? allowed : { allowed: false, reason: 'beyond_own_rights' }
}

/** What an invitation to an address that is known already does. */
export function judgeInviting(known: PersonState | null): ChangeVerdict<'already_member'> {
  return known === 'active' ? { allowed: false, reason: 'already_member' } : allowed
}

export function judgeDeactivation(state: PersonState): ChangeVerdict<'not_active'> {
  return state === 'active' ? allowed : { allowed: false, reason: 'not_active' }
}

/** Who never joined has no way to sign in; they are invited anew instead. */
export function judgeReactivation(person: { state: PersonState; hasWayIn: boolean }): ChangeVerdict<'not_deactivated' | 'never_joined'> {
  if (person.state !== 'deactivated') return { allowed: false, reason: 'not_deactivated' }
  return person.hasWayIn ? allowed : { allowed: false, reason: 'never_joined' }
}

export const stateWords = {
  not_active: 'Only an active account can be deactivated; an open invitation is withdrawn instead.',
  not_deactivated: 'This account is not deactivated.',
  never_joined: 'This person never joined; invite them anew instead.',
} as const
