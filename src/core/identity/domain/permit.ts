/**
 * The one permission rule: role × client × application × audience. Lists, search, links, live updates, exports and telemetry
 * all ask here: one record at a time through `may`, whole lists through `reach`. Both give the same answer for every scope
 * (there is a property test), so a list never shows what a page would refuse.
 */
import type { Audience, Scope } from '#kit/event.ts'
import { CLEARANCE, roleHolds, type Role } from './roles.ts'

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
  /** UUIDs of restricted records to which the person was admitted by name; none unless said. */
  readonly admitted?: readonly string[]
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
 * | restricted | the record is for whoever has the clearance there or was admitted to it |
 */
export type PermitReason =
  | 'granted_everywhere'
  | 'granted_here'
  | 'outside_key_scopes'
  | 'permission_not_held'
  | 'granted_elsewhere'
  | 'internal_to_the_team'
  | 'restricted'

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
  const isWithheld = scope.audience === 'restricted' && !isCleared(rights, scope)
  if (holding.some(isEverywhere)) return isWithheld ? withheld : { allowed: true, reason: 'granted_everywhere' }
  const here = holding.map(areaOf).filter((area) => liesIn(area, scope))
  if (here.length === 0) return { allowed: false, reason: 'granted_elsewhere' }
  const audience = scope.audience === 'restricted' ? 'internal' : scope.audience
  if (!here.some((area) => area.audiences.includes(audience))) return { allowed: false, reason: 'internal_to_the_team' }
  return isWithheld ? withheld : { allowed: true, reason: 'granted_here' }
}

const withheld: Permit = { allowed: false, reason: 'restricted' }

/** Whether what is restricted there is open to them. A key needs the clearance among its permissions, also for what its person was admitted to. */
function isCleared(rights: Rights, scope: Scope): boolean {
  if (rights.scopes && !rights.scopes.includes(CLEARANCE)) return false
  if (scope.recordId !== undefined && rights.admitted?.includes(scope.recordId)) return true
  return clearedAreas(rights).some((area) => liesIn(area, scope))
}

/** Where the rights open what is restricted, whatever permission is asked for. */
function clearedAreas({ grants, scopes }: Rights): readonly Area[] {
  if (scopes && !scopes.includes(CLEARANCE)) return []
  return grants.filter(({ role }) => roleHolds(role, CLEARANCE)).map(areaOf)
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
  /** Only these records. UUIDs; any unless said. */
  readonly recordIds?: readonly string[]
}

/**
 * What a list filters by: everything, or what lies in any of the areas (none: an empty list). For things that are never restricted;
 * lists of records walk `recordAreas`.
 */
export type Reach = { readonly everything: true } | { readonly everything: false; readonly areas: readonly Area[] }

/** All records on which the rights allow `permission`. */
export function reach(rights: Rights, permission: string): Reach {
  if (rights.scopes && !rights.scopes.includes(permission)) return { everything: false, areas: [] }
  const holding = rights.grants.filter((grant) => roleHolds(grant.role, permission))
  if (holding.some(isEverywhere)) return { everything: true }
  return { everything: false, areas: holding.map(areaOf) }
}

/** All records on which the rights allow `permission`, restricted ones too. Areas may overlap; none: nothing. */
export function recordAreas(rights: Rights, permission: string): readonly Area[] {
  if (rights.scopes && !rights.scopes.includes(permission)) return []
  const cleared = clearedAreas(rights)
  const areas = rights.grants
    .filter((grant) => roleHolds(grant.role, permission))
    .map(areaOf)
    .flatMap((area) => (area.audiences === TEAM_AUDIENCES ? withRestricted(area, cleared, admittedOf(rights)) : [area]))
  return areas.filter((area, at) => !areas.some((other, before) => contains(other, area) && (before < at || !contains(area, other))))
}

/** Whether all that lies in the second lies in the first. */
function contains(outer: Area, inner: Area): boolean {
  return outer.recordIds === undefined && liesIn(outer, inner) && inner.audiences.every((audience) => outer.audiences.includes(audience))
}

/** A key is admitted to nothing without the clearance among its permissions. */
function admittedOf({ scopes, admitted = [] }: Rights): readonly string[] {
  return scopes && !scopes.includes(CLEARANCE) ? [] : admitted
}

/** One area where the clearance covers it whole; else itself, and beside it what of it is open. */
function withRestricted(area: Area, cleared: readonly Area[], recordIds: readonly string[]): readonly Area[] {
  if (cleared.some((one) => liesIn(one, area))) return [{ ...area, audiences: EVERY_AUDIENCE }]
  const open = { ...area, audiences: RESTRICTED }
  return [
    area,
    ...cleared
      .filter((one) => meets(one.clientId, area.clientId) && meets(one.applicationId, area.applicationId))
      .map((one) => ({
        ...open,
        clientId: one.clientId ?? area.clientId,
        applicationId: one.applicationId ?? area.applicationId,
      })),
    ...(recordIds.length > 0 ? [{ ...open, recordIds }] : []),
  ]
}

function meets(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other
}

/** Whether a record of this scope lies within one of the areas. */
export function liesWithin(areas: readonly Area[], scope: Scope): boolean {
  return areas.some((area) => {
    const isNamed = area.recordIds === undefined || (scope.recordId !== undefined && area.recordIds.includes(scope.recordId))
    return isNamed && liesIn(area, scope) && area.audiences.includes(scope.audience)
  })
}

/** Whether a thing of this scope lies within the reach. */
export function covers(reached: Reach, scope: Scope): boolean {
  return reached.everything || reached.areas.some((area) => liesIn(area, scope) && area.audiences.includes(scope.audience))
}

/** A contact is never everywhere: without a client the grant is void rather than wide. */
function isEverywhere(grant: Grant): boolean {
  return grant.clientId === null && grant.applicationId === null && grant.role !== 'client_contact'
}

/** Also what is restricted; for whoever has the clearance. */
export const EVERY_AUDIENCE: readonly Audience[] = ['restricted', 'internal', 'client', 'public']
const RESTRICTED: readonly Audience[] = ['restricted']
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

function liesIn(area: Area, scope: Pick<Scope, 'clientId' | 'applicationId'>): boolean {
  const clientFits = area.clientId === null || area.clientId === scope.clientId
  const applicationFits = area.applicationId === null || area.applicationId === scope.applicationId
  return clientFits && applicationFits
}
