/** Consents: recorded when they are given, closed when they are withdrawn, exported and erased with the person. */
import { uuidv7 } from 'uuidv7'
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { consentRecorded, consentWithdrawn } from '#events/privacy.ts'
import { common, Fault } from '#kit/fault.ts'
import { toIso, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { privacyCodes } from '../contract/codes.ts'
import type { ConsentWay } from '../domain/consent.ts'
import { WRITE_CONSENTS } from '../domain/permissions.ts'
import type { Needs } from '../needs.ts'
import { consentsOf, deleteConsents, findConsent, insertConsent, listConsentEmails, withdrawConsent } from '../store/consents.ts'

export interface NewConsent {
  readonly email: string
  readonly purpose: string
  readonly textVersion: string
  readonly how: ConsentWay
  readonly note: string
  /** Null: now. */
  readonly givenAt: Instant | null
}

type Tells = Pick<Needs, 'work' | 'clock' | 'log'>

/** Returns the UUID. */
export async function recordConsent(platform: Tells, caller: Caller, consent: NewConsent): Promise<string> {
  requirePermission(caller, WRITE_CONSENTS, organisationScope)
  const id = uuidv7()
  await platform.work.run(async (tx) => {
    const at = platform.clock.now()
    const { kind: recordedByKind, id: recordedById } = caller.ref
    await insertConsent(tx, { ...consent, id, givenAt: consent.givenAt ?? at, recordedByKind, recordedById })
    const about = { actor: caller.ref, record: { kind: 'consent', id }, scope: organisationScope } as const
    await platform.log.publish(tx, { event: consentRecorded, ...about, at, particulars: { how: consent.how } })
  })
  return id
}

export async function withdraw(platform: Tells, caller: Caller, id: string, how: ConsentWay): Promise<void> {
  requirePermission(caller, WRITE_CONSENTS, organisationScope)
  await platform.work.run(async (tx) => {
    if (!(await findConsent(tx, id))) throw new Fault(common.not_found)
    const at = platform.clock.now()
    if (!(await withdrawConsent(tx, id, { at, how }))) throw new Fault(privacyCodes.withdrawn_already)
    const about = { actor: caller.ref, record: { kind: 'consent', id }, scope: organisationScope } as const
    await platform.log.publish(tx, { event: consentWithdrawn, ...about, at, particulars: { how } })
  })
}

const EMAILS_PAGE = 1_000

/** What this part itself keeps of people. */
export const privacyPersonal: PersonalData = {
  emails: allEmails,
  export: held,
  erase: async ({ emails }, tx) => ({ counts: { consents: await deleteConsents(tx, emails) } }),
}

async function* allEmails(tx: Tx): AsyncIterable<string> {
  for (let after = ''; ;) {
    const page = await listConsentEmails(tx, { after, limit: EMAILS_PAGE })
    yield* page
    after = page.at(-1) ?? after
    if (page.length < EMAILS_PAGE) return
  }
}

async function* held({ emails }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const { givenAt, withdrawnAt, recordedById: _, ...row } of await consentsOf(tx, emails)) {
    yield { kind: 'consents', data: { ...row, givenAt: toIso(givenAt), withdrawnAt: withdrawnAt === null ? null : toIso(withdrawnAt) } }
  }
}
