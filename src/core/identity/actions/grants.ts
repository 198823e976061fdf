/** Giving roles and taking them away. */
import { uuidv7 } from 'uuidv7'
import { roleGranted, roleRevoked } from '#events/identity.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import type { Tx } from '#platform/work.ts'
import { accessOf } from '../access/access.ts'
import { requirePermission, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import { GRANTS_PER_PERSON_MAX } from '../contract/fields.ts'
import { grantShapeWords, judgeGranting, judgeGrantShape, judgeOwnerLoss } from '../domain/changes.ts'
import { organisationScope, type Grant } from '../domain/permit.ts'
import { deleteGrant, insertGrant, listActiveOwners, listGrants } from '../store/grants.ts'
import { lockOwners } from '../store/organisation.ts'
import { lockPerson } from '../store/people.ts'
import { aboutPerson } from './about.ts'

/** Giving a role that the person holds already changes nothing and tells nothing. */
export async function grantRole(platform: Needs, caller: PersonCaller, personId: string, grant: Grant): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  requireGivable(caller, grant, 'body')
  await platform.work.run(async (tx) => {
    if (!(await lockPerson(tx, personId))) throw new Fault(common.not_found)
    const held = await listGrants(tx, personId)
    if (held.length >= GRANTS_PER_PERSON_MAX) {
      throw new Fault(identityCodes.too_many, { detail: `One person holds at most ${GRANTS_PER_PERSON_MAX} roles.` })
    }
    await addGrant(platform, tx, { caller, personId, grant, field: 'body' })
  })
}

/** Throws when the role cannot be held like that, or the caller would give away more than they have. */
export function requireGivable(caller: PersonCaller, grant: Grant, field: string): void {
  const shape = judgeGrantShape(grant)
  if (!shape.allowed) {
    const message = grantShapeWords[shape.reason]
    throw new Fault(identityCodes.grant_misshapen, { detail: message, fields: [{ field: `${field}.role`, message }] })
  }
  if (!judgeGranting(caller.rights, grant).allowed) throw new Fault(identityCodes.beyond_own_rights)
}

/** Writes one role and tells it; `field` is where the request named it. The caller has judged it already. */
export async function addGrant(
  platform: Needs,
  tx: Tx,
  of: { caller: PersonCaller; personId: string; grant: Grant; field: string },
): Promise<void> {
  const { caller, personId, grant, field } = of
  const at = platform.clock.now()
  const id = uuidv7()
  const outcome = await insertGrant(tx, { ...grant, id, personId, grantedBy: caller.personId, at })
  requirePlace(outcome, field)
  if (outcome === 'held_already') return
  const about = aboutPerson(personId, caller.ref, at)
  const { role, clientId, applicationId } = grant
  await platform.log.publish(tx, { event: roleGranted, ...about, particulars: { grantId: id, role, clientId, applicationId } })
  accessOf(platform).changed(tx, personId)
}

/** Throws when the role is for a client or an application that there is not. */
export function requirePlace(outcome: string, field: string): void {
  if (outcome === 'no_such_client') throw unknown(`${field}.clientId`, 'client')
  if (outcome === 'no_such_application') throw unknown(`${field}.applicationId`, 'application')
}

function unknown(field: string, thing: string): Fault {
  return new Fault(common.invalid_request, { detail: `There is no such ${thing}.`, fields: [{ field, message: `names no ${thing}` }] })
}

/** Never the last owner's ownership. */
export async function revokeRole(platform: Needs, caller: PersonCaller, personId: string, grantId: string): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  await platform.work.run(async (tx) => {
    await lockOwners(tx)
    const owners = await listActiveOwners(tx)
    const grant = await deleteGrant(tx, personId, grantId)
    if (!grant) throw new Fault(common.not_found)
    if (grant.role === 'owner') requireOwnerLeft(owners, personId)
    const about = aboutPerson(personId, caller.ref, platform.clock.now())
    const { role, clientId, applicationId } = grant
    await platform.log.publish(tx, { event: roleRevoked, ...about, particulars: { grantId, role, clientId, applicationId } })
    accessOf(platform).changed(tx, personId)
  })
}

/** Throws `identity.last_owner` when nobody else would own the installation. */
export function requireOwnerLeft(activeOwners: readonly string[], personId: string): void {
  if (!judgeOwnerLoss(activeOwners, personId).allowed) throw new Fault(identityCodes.last_owner)
}
