/** The organisation: founding it at set-up, and changing it. */
import { uuidv7 } from 'uuidv7'
import { organisationChanged, organisationFounded, personJoined, roleGranted } from '#events/identity.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import type { Tx } from '#platform/work.ts'
import { requirePermission, type PersonCaller } from '../access/caller.ts'
import { organisationScope } from '../domain/permit.ts'
import { insertGrant } from '../store/grants.ts'
import { insertOrganisation, updateOrganisation as write } from '../store/organisation.ts'
import { insertPerson } from '../store/people.ts'
import { aboutOrganisation, aboutPerson, themselves } from './about.ts'
import type { Browser } from './browser.ts'
import { openSession, type OpenedSession } from './open-session.ts'

export interface Founding {
  readonly organisation: { readonly name: string; readonly zone: string }
  readonly owner: { readonly name: string; readonly email: string; readonly locale: string; readonly passwordHash: string }
  readonly browser: Browser
}

/** Makes organisation, first owner and their session, in the transaction of set-up. Undefined when there is an organisation already. */
export async function foundOrganisation(
  platform: Needs,
  tx: Tx,
  { organisation, owner, browser }: Founding,
): Promise<OpenedSession | undefined> {
  const at = platform.clock.now()
  const organisationId = uuidv7()
  if (!(await insertOrganisation(tx, { id: organisationId, ...organisation, at }))) return undefined
  const personId = uuidv7()
  const inserted = await insertPerson(tx, { id: personId, ...owner, state: 'active', zone: organisation.zone, at })
  invariant(inserted, 'nobody is there before the organisation is')
  const grant = { id: uuidv7(), role: 'owner', clientId: null, applicationId: null } as const
  await insertGrant(tx, { ...grant, personId, grantedBy: null, at })
  const actor = themselves(personId)
  const { id: grantId, ...place } = grant
  await platform.log.publish(tx, {
    event: organisationFounded,
    ...aboutOrganisation(organisationId, actor, at),
    particulars: organisation,
  })
  const about = aboutPerson(personId, actor, at)
  const { name, email } = owner
  await platform.log.publish(tx, { event: personJoined, ...about, particulars: { by: 'set_up', email, name } })
  await platform.log.publish(tx, { event: roleGranted, ...about, particulars: { grantId, ...place } })
  return openSession(platform, tx, { personId, method: 'set_up', secondFactor: null, browser })
}

export async function updateOrganisation(
  platform: Needs,
  caller: PersonCaller,
  { version, to }: { version: number; to: { readonly name?: string | undefined; readonly zone?: string | undefined } },
): Promise<void> {
  requirePermission(caller, 'identity.organisation.write', organisationScope)
  if (to.name === undefined && to.zone === undefined) return
  await platform.work.run(async (tx) => {
    const changed = await write(tx, { name: to.name, zone: to.zone, version })
    if (!changed) throw new Fault(common.version_mismatch)
    const about = aboutOrganisation(changed.id, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: organisationChanged, ...about, particulars: to })
  })
}
