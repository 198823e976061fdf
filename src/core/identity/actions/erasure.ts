/** What identity holds about a person, and erasing it; asked by core/privacy. */
import { personErased } from '#events/identity.ts'
import { Fault } from '#kit/fault.ts'
import type { Erased, ErasureAct, PersonalData, PersonalItem, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { identityCodes } from '../contract/codes.ts'
import { judgeOwnerLoss } from '../domain/changes.ts'
import { organisationScope } from '../domain/permit.ts'
import { deleteAttempts } from '../store/attempts.ts'
import { listActiveOwners } from '../store/grants.ts'
import { lockOwners } from '../store/organisation.ts'
import { lockPerson } from '../store/people.ts'
import { dropSealedKey } from '../store/person-keys.ts'
import {
  deleteClosedInvitations,
  deleteFormerNames,
  deleteSignIn,
  emptyPerson,
  findAccounts,
  listEmails,
  readHeld,
} from '../store/personal.ts'
import { accountKeyOf } from '../access/account-key.ts'

const EMAILS_PAGE = 1_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Accounts, what they sign in with, and the keys of what is personal in the log. */
export function identityPersonal(platform: Needs): PersonalData {
  return {
    identify: async (subject, tx) => {
      const accounts = await findAccounts(tx, subject)
      return {
        personIds: accounts.map(({ id }) => id),
        emails: accounts.map(({ email }) => email),
        // Today's come first: whoever has no address is confirmed by it.
        names: [...accounts.map(({ name }) => name), ...accounts.flatMap(({ formerNames }) => formerNames)],
      }
    },
    emails: allEmails,
    export: held,
    erase: (subject, tx, act) => eraseAccounts(platform, subject, tx, act),
  }
}

/** Invitations that nobody can use any more. */
export const identityRetention: readonly Retention[] = [
  {
    kind: 'identity.closed_invitations',
    title: 'Closed invitations',
    sentence: 'Who was invited by whom, counted from the invitation, once it was used or withdrawn. The audit trail keeps the fact.',
    days: 365,
    daysMin: 1,
    remove: deleteClosedInvitations,
  },
]

async function* allEmails(tx: Tx): AsyncIterable<string> {
  for (let afterId = FIRST_ID; ;) {
    const page = await listEmails(tx, { afterId, limit: EMAILS_PAGE })
    for (const { email } of page) yield email
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < EMAILS_PAGE) return
  }
}

async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const personId of subject.personIds) yield* await readHeld(tx, personId)
}

async function eraseAccounts(platform: Needs, subject: Subject, tx: Tx, act: ErasureAct): Promise<Erased> {
  const counts: Record<string, number> = {}
  if (subject.personIds.length > 0) await lockOwners(tx)
  for (const personId of subject.personIds) {
    const gone = Object.entries(await eraseAccount(platform, personId, tx, act))
    for (const [kind, count] of gone.filter((entry) => entry[1] > 0)) counts[kind] = (counts[kind] ?? 0) + count
  }
  // Contacts and end users have keys too, and who never had one must not get one any more.
  for (const id of [...subject.personIds, ...subject.contactIds]) await dropSealedKey(tx, id, act.at)
  for (const email of subject.emails) await deleteAttempts(tx, accountKeyOf(platform, email))
  return { counts }
}

/** How many rows of each kind went; none for somebody who is erased already. */
async function eraseAccount(platform: Needs, personId: string, tx: Tx, act: ErasureAct): Promise<Erased['counts']> {
  if (!(await lockPerson(tx, personId))) return {}
  const verdict = judgeOwnerLoss(await listActiveOwners(tx), personId)
  if (!verdict.allowed) throw new Fault(identityCodes.last_owner)
  const gone = { ...(await deleteSignIn(tx, personId)), former_names: await deleteFormerNames(tx, personId) }
  if (!(await emptyPerson(tx, personId, act.at))) return gone
  const record = { kind: 'person', id: personId } as const
  await platform.log.publish(tx, { event: personErased, ...act, record, scope: organisationScope, particulars: {} })
  accessOf(platform).changed(tx, personId)
  return { ...gone, accounts: 1 }
}
