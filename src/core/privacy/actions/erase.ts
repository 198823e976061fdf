/**
 * Erasing a person. In one transaction every part removes what PostgreSQL holds and the key of what is personal in the log goes;
 * a job then removes rows of the measured store and files, and looks what texts of others still say. What the job needs is kept
 * sealed until then, so that a kill in between loses nothing.
 */
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { erasureBegun, erasureFinished } from '#events/privacy.ts'
import type { ActorRef } from '#kit/event.ts'
import { Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Job } from '#platform/module.ts'
import type { Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { privacyCodes } from '../contract/codes.ts'
import type { Handle } from '../contract/contract.ts'
import { ERASE_PEOPLE } from '../domain/permissions.ts'
import { totalOf, withCounts, type Counts } from '../domain/report.ts'
import { confirmationOf, isConfirmed } from '../domain/subject.ts'
import type { Needs } from '../needs.ts'
import type { Parts } from '../parts.ts'
import { findErasure, finishErasure, insertErasure, type Erasing } from '../store/erasures.ts'
import { deleteMeasured, redactMeasured } from '../store/measured.ts'
import { findRemains } from '../store/search.ts'
import { writeErasureList } from './erasure-list.ts'
import { resolve } from '../access/subject.ts'

const ofErasure = z.object({ id: z.uuid() })
const subjectSchema = z.object({
  personIds: z.array(z.string()),
  contactIds: z.array(z.string()),
  emails: z.array(z.string()),
  names: z.array(z.string()),
})

/** What PostgreSQL's transaction could not do; repeatable. */
export const finishJob = (platform: Needs, parts: Parts): Job<typeof ofErasure> => ({
  name: 'privacy.finish_erasure',
  payload: ofErasure,
  // Waits out a measured store or bucket that is away for a day.
  attemptsMax: 20,
  run: ({ id }) => finish(platform, parts, id),
})

export interface ErasureWish {
  readonly handle: Handle
  /** What was typed to show that this person is meant. */
  readonly confirm: string
  readonly reason: string
}

/** Returns the UUID of the erasure. Throws `privacy.not_confirmed`, or why a part cannot let the person go. */
export async function erasePerson(platform: Needs, parts: Parts, caller: Caller, wish: ErasureWish): Promise<string> {
  requirePermission(caller, ERASE_PEOPLE, organisationScope)
  return platform.work.run(async (tx) => {
    const subject = await resolve(parts, tx, wish.handle)
    if (!isConfirmed(subject, wish.confirm)) {
      throw new Fault(privacyCodes.not_confirmed, { detail: `Type ${confirmationOf(subject)} to erase this person.` })
    }
    const erasing: Erasing = {
      id: uuidv7(),
      personIds: subject.personIds,
      contactIds: subject.contactIds,
      emailHashes: subject.emails.map((email) => emailHash(platform, email)),
      reason: wish.reason,
      requestedBy: caller.ref,
      requestedAt: platform.clock.now(),
    }
    await eraseIn(platform, parts, tx, { subject, erasing, actor: caller.ref, replayed: false })
    return erasing.id
  })
}

/** By which an address is found again without being known; base64. */
export function emailHash({ secrets }: Pick<Needs, 'secrets'>, email: string): string {
  return Buffer.from(secrets.sign('privacy.erased_email', Buffer.from(email.toLowerCase()))).toString('base64')
}

export interface ErasureStep {
  readonly subject: Subject
  readonly erasing: Erasing
  readonly actor: ActorRef
  readonly replayed: boolean
}

/** The part that commits as a whole. */
export async function eraseIn(platform: Needs, parts: Parts, tx: Tx, { subject, erasing, actor, replayed }: ErasureStep): Promise<void> {
  const at = platform.clock.now()
  let counts: Counts = {}
  const files: string[] = []
  for (const { name, personal } of parts.personal) {
    const erased = await personal.erase(subject, tx, { actor, at })
    counts = withCounts(counts, name, erased.counts)
    files.push(...(erased.files ?? []))
  }
  const sealedSubject = platform.secrets.seal(Buffer.from(JSON.stringify(subject)), contextOf(erasing.id))
  await insertErasure(tx, { ...erasing, sealedSubject, files, counts })
  const record = { kind: 'erasure', id: erasing.id } as const
  const particulars = { rows: totalOf(counts), replayed }
  await platform.log.publish(tx, { event: erasureBegun, actor, record, scope: organisationScope, at, particulars })
  await platform.jobs.enqueue(tx, finishJob(platform, parts), { id: erasing.id })
}

const contextOf = (id: string): string => `erasure:${id}`

/** Runs at least once; done already, it does nothing. */
export async function finish(platform: Needs, parts: Parts, id: string): Promise<void> {
  const row = await platform.work.read((tx) => findErasure(tx, id))
  if (!row?.sealedSubject) return
  const subject = subjectSchema.parse(JSON.parse(Buffer.from(platform.secrets.open(row.sealedSubject, contextOf(id))).toString()))
  for (const { personal } of parts.personal) {
    for (const column of personal.measured ?? []) await deleteMeasured(platform, column, subject)
    await personal.finish?.(subject)
  }
  await redactMeasured(platform, subject)
  for (const digest of row.files) await platform.files.remove(digest)
  const remains = await platform.work.read((tx) => findRemains(tx, subject))
  await platform.work.run(async (tx) => {
    const at = platform.clock.now()
    await finishErasure(tx, id, { at, remains })
    const about = {
      actor: { kind: 'system', id: 'privacy.finish_erasure' },
      record: { kind: 'erasure', id },
      scope: organisationScope,
    } as const
    const count = Object.values(remains).reduce((sum, rows) => sum + rows, 0)
    await platform.log.publish(tx, { event: erasureFinished, ...about, at, particulars: { remains: count } })
  })
  await writeErasureList(platform)
}
