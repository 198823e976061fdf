/** Adding, changing, merging, deactivating contacts and taking them back. */
import { uuidv7 } from 'uuidv7'
import { scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import {
  contactChanged,
  contactCreated,
  contactDeactivated,
  contactMerged,
  contactMergedAway,
  contactReactivated,
} from '#events/contacts.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { contactsCodes } from '../contract/codes.ts'
import type { contactRoutes } from '../contract/contacts.ts'
import { judgeMerge } from '../domain/merge.ts'
import { WRITE_CONTACTS } from '../domain/permissions.ts'
import { contactScope } from '../domain/scope.ts'
import { insertContact, lockContacts, moveMerged, updateContact, type ContactRow } from '../store/contacts.ts'
import { claim, tell, type Act, type Target, type Writing } from './act.ts'
import { endSessions } from './sessions.ts'

type Creation = HandledOf<(typeof contactRoutes)['createContact']>['body']
type Change = HandledOf<(typeof contactRoutes)['changeContact']>['body']

/** Returns the UUID. */
export function createContact(act: Act, body: Creation): Promise<string> {
  requirePermission(act.caller, WRITE_CONTACTS, contactScope(body))
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    await requirePlace(tx, body)
    const contact = { ...body, id: uuidv7(), emails: lowerCased(body.emails), phones: [...new Set(body.phones)] }
    if (!(await insertContact(tx, contact, at))) throw new Fault(contactsCodes.address_taken)
    const particulars = { applicationId: contact.applicationId }
    await tell(act.platform, { tx, at }, contactCreated, { contact, actor: act.caller.ref, particulars })
    return contact.id
  })
}

/** Addresses name people, so letters in capitals are the same. */
function lowerCased(emails: readonly string[]): readonly string[] {
  return [...new Set(emails.map((email) => email.toLowerCase()))]
}

async function requirePlace(tx: Tx, { clientId, applicationId }: Pick<Creation, 'clientId' | 'applicationId'>): Promise<void> {
  const client = await scopeOf(tx, { kind: 'client', id: clientId })
  const application = applicationId === null ? client : await scopeOf(tx, { kind: 'application', id: applicationId })
  if (!client || application?.clientId !== clientId) throw new Fault(contactsCodes.no_such_client)
}

export function changeContact(act: Act, target: Target, body: Change): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    const wanted = { ...body, ...(body.emails ? { emails: lowerCased(body.emails) } : {}) }
    const next: ContactRow = { ...row, ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) }
    const fields = CHANGEABLE.filter((field) => JSON.stringify(row[field]) !== JSON.stringify(next[field]))
    if (fields.length === 0) return
    if (!(await updateContact(to.tx, next, to.at))) throw new Fault(contactsCodes.address_taken)
    await tell(act.platform, to, contactChanged, { contact: row, actor: act.caller.ref, particulars: { fields: [...fields] } })
  })
}

const CHANGEABLE = ['name', 'position', 'locale', 'emails', 'phones'] as const satisfies readonly (keyof Change & keyof ContactRow)[]

export function setContactState(act: Act, target: Target, state: 'active' | 'deactivated'): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    if (row.state === state) return
    await updateContact(to.tx, { ...row, state }, to.at)
    const event = state === 'active' ? contactReactivated : contactDeactivated
    await tell(act.platform, to, event, { contact: row, actor: act.caller.ref, particulars: {} })
    if (state === 'deactivated') await endSessions(act, to, row, 'deactivated')
  })
}

/** The duplicate keeps its id and history, points at the one that is kept, and gives its addresses to it. */
export function mergeContact(act: Act, target: Target, duplicateId: string): Promise<void> {
  return writing(act, async (to) => {
    const both = await lockContacts(to.tx, [target.id, duplicateId])
    const duplicate = both.find(({ id }) => id === duplicateId)
    const kept = await claim(act, to, target)
    if (!duplicate) throw new Fault(common.not_found)
    requirePermission(act.caller, WRITE_CONTACTS, contactScope(duplicate))
    const verdict = judgeMerge(kept, duplicate)
    if (!verdict.merges) throw new Fault(contactsCodes.not_mergeable, { internal: verdict.reason })
    const { emails, phones } = verdict
    await updateContact(to.tx, { ...duplicate, state: 'merged', mergedInto: kept.id, emails: [], phones: [] }, to.at)
    await updateContact(to.tx, { ...kept, emails, phones }, to.at)
    await moveMerged(to.tx, { from: duplicate.id, to: kept.id })
    await endSessions(act, to, duplicate, 'merged')
    const actor = act.caller.ref
    await tell(act.platform, to, contactMerged, { contact: kept, actor, particulars: { duplicateId: duplicate.id } })
    await tell(act.platform, to, contactMergedAway, { contact: duplicate, actor, particulars: { intoId: kept.id } })
  })
}

function writing<T>({ platform }: Act, body: (to: Writing) => Promise<T>): Promise<T> {
  const at = platform.clock.now()
  return platform.work.run((tx) => body({ tx, at }))
}
