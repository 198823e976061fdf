/** What the provider says about somebody's groups, made their roles at each sign-in. */
import { uuidv7 } from 'uuidv7'
import { ownerKeptDespiteGroups, roleGivenByGroup, roleTakenByGroup } from '#events/identity.ts'
import { invariant } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { accessOf } from '../access/access.ts'
import type { Needs } from '../access/needs.ts'
import type { ProviderClaims } from '../domain/provider.ts'
import { grantsOfGroups, judgeGroups, type GroupChanges } from '../domain/provider-groups.ts'
import { deleteGrant, insertGrant, listActiveOwners, listGrants, markKeptGrant } from '../store/grants.ts'
import { lockOwners } from '../store/organisation.ts'
import { lockPerson } from '../store/people.ts'
import { listProviderGroups } from '../store/provider-groups.ts'
import { aboutPerson, themselves } from './about.ts'

/** For an organisation whose roles are all given by hand. */
export const noGroupChanges: GroupChanges = { take: [], give: [], kept: undefined, holdsRole: true }

/** Holds owners and the person until the transaction ends, so that what was decided is still true when it is written. */
export async function groupChanges(tx: Tx, { groups }: ProviderClaims, personId: string | undefined): Promise<GroupChanges> {
  await lockOwners(tx)
  if (personId !== undefined) await lockPerson(tx, personId)
  const held = personId === undefined ? [] : await listGrants(tx, personId)
  const due = groups === 'withheld' ? [] : grantsOfGroups(await listProviderGroups(tx), groups)
  return judgeGroups({ held, due, activeOwners: await listActiveOwners(tx), personId })
}

/** Writes and tells each change; what stays as it was is told by nothing. */
export async function applyGroupChanges(platform: Needs, tx: Tx, personId: string, { take, give, kept }: GroupChanges): Promise<void> {
  const at = platform.clock.now()
  const about = aboutPerson(personId, themselves(personId), at)
  for (const { id: grantId, role, clientId, applicationId, byGroup } of take) {
    invariant(byGroup, 'only roles of groups are taken')
    await deleteGrant(tx, personId, grantId)
    const particulars = { grantId, role, clientId, applicationId, group: byGroup }
    await platform.log.publish(tx, { event: roleTakenByGroup, ...about, particulars })
  }
  for (const { group, ...grant } of give) {
    const grantId = uuidv7()
    const outcome = await insertGrant(tx, { ...grant, id: grantId, personId, grantedBy: null, byGroup: group, at })
    invariant(outcome === 'given', 'rules name places that there are, and what is held is not given')
    await platform.log.publish(tx, { event: roleGivenByGroup, ...about, particulars: { grantId, ...grant, group } })
  }
  // Told when it begins, not at each sign-in from then on.
  const isNew = await markKeptGrant(tx, { personId, id: kept?.id ?? null, at })
  if (isNew && kept?.byGroup) {
    await platform.log.publish(tx, { event: ownerKeptDespiteGroups, ...about, particulars: { grantId: kept.id, group: kept.byGroup } })
  }
  if (take.length + give.length > 0) accessOf(platform).changed(tx, personId)
}
