/**
 * The one permission rule: role × client × application × audience. Lists, search, links, live updates, exports and telemetry
 * all ask here: one record at a time through `may`, whole lists through `reach`. Both give the same answer for every scope
 * (there is a property test), so a list never shows what a page would refuse.
 */
import type { Audience, Scope } from '#kit/event.ts'
import { roleHolds, type Role } from './roles.ts'

/** One role of a person; null client and application mean everywhere. UUIDs. */
export interface Grant {
  readonly role: Role
  readonly clientId: string | null
  readonly applicationId: string | null
}

/** What a caller brings along: the person's roles and, for an API key, the permissions that the key was given (null: all). */
export interface Rights {
  readonly grants: readonly Grant[]
  readonly scopes: readonly string[] | null
}

/**
 * Why a caller may or may not.
 *
 * | reason | |
 * |---|---|
 * | granted_everywhere | a role held everywhere allows it |
 * | granted_here | a role held for this client or application allows it |
 * | outside_key_scopes | the API key was not given this permission |
 * | permission_not_held | no role held allows it; an owner can grant one |
 * | granted_elsewhere | the roles that allow it are held for other clients or applications |
 * | internal_to_the_team | client contacts see only what is shared with their client |
 */
export type PermitReason =
  | 'granted_everywhere'
  | 'granted_here'
  | 'outside_key_scopes'
  | 'permission_not_held'
  | 'granted_elsewhere'
  | 'internal_to_the_team'

export interface Permit {
  readonly allowed: boolean
  readonly reason: PermitReason
}

/** Records of the organisation itself: people, settings, jobs. */
export const organisationScope: Scope = { clientId: null, applicationId: null, audience: 'internal' }

/** Whether the rights allow `permission` on a record of this scope, and why. */
export function may(rights: Rights, permission: string, scope: Scope): Permit {
  if (rights.scopes && !rights.scopes.includes(permission)) return { allowed: false, reason: 'outside_key_scopes' }
  const holding = rights.grants.filter((grant) => roleHolds(grant.role, permission))
  if (holding.length === 0) return { allowed: false, reason: 'permission_not_held' }
  if (holding.some(isEverywhere)) return { allowed: true, reason: 'granted_everywhere' }
  const here = holding.map(areaOf).filter((area) => liesIn(area, scope))
  if (here.length === 0) return { allowed: false, reason: 'granted_elsewhere' }
  if (!here.some((area) => area.audiences.includes(scope.audience))) return { allowed: false, reason: 'internal_to_the_team' }
  return { allowed: true, reason: 'granted_here' }
}

/** Whether the rights hold `permission` for anything at all: what a route asks before its action asks `may`. */
export function holds(rights: Rights, permission: string): boolean {
  if (rights.scopes && !rights.scopes.includes(permission)) return false
  return rights.grants.some((grant) => roleHolds(grant.role, permission))
}

/** One stretch of what a caller reaches. A record lies in it when every non-null id is equal and its audience is listed. */
export interface Area {
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audiences: readonly Audience[]
}

/** What a list filters by: everything, or the records that lie in any of the areas (none: an empty list). */
export type Reach = { readonly everything: true } | { readonly everything: false; readonly areas: readonly Area[] }

/** All records on which the rights allow `permission`. */
export function reach(rights: Rights, permission: string): Reach {
  if (rights.scopes && !rights.scopes.includes(permission)) return { everything: false, areas: [] }
  const holding = rights.grants.filter((grant) => roleHolds(grant.role, permission))
  if (holding.some(isEverywhere)) return { everything: true }
  return { everything: false, areas: holding.map(areaOf) }
}

/** Whether a record of this scope lies within the reach. */
export function covers(reached: Reach, scope: Scope): boolean {
  return reached.everything || reached.areas.some((area) => liesIn(area, scope) && area.audiences.includes(scope.audience))
}

/** A contact is never everywhere: without a client the grant is void rather than wide. */
function isEverywhere(grant: Grant): boolean {
  return grant.clientId === null && grant.applicationId === null && grant.role !== 'client_contact'
}

const TEAM_AUDIENCES: readonly Audience[] = ['internal', 'client', 'public']
const CONTACT_AUDIENCES: readonly Audience[] = ['client', 'public']
const NOBODY: readonly Audience[] = []

function areaOf(grant: Grant): Area {
  return { clientId: grant.clientId, applicationId: grant.applicationId, audiences: audiencesOf(grant) }
}

function audiencesOf(grant: Grant): readonly Audience[] {
  if (grant.role !== 'client_contact') return TEAM_AUDIENCES
  return grant.clientId === null ? NOBODY : CONTACT_AUDIENCES
}

function liesIn(area: Area, scope: Scope): boolean {
  const clientFits = area.clientId === null || area.clientId === scope.clientId
  const applicationFits = area.applicationId === null || area.applicationId === scope.applicationId
  return clientFits && applicationFits
}
