/** Who somebody is: everything that all parts know them by. */
import { common, Fault } from '#kit/fault.ts'
import type { PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import type { Handle } from '../contract/contract.ts'
import { confirmationOf, nobody, sizeOf, united } from '../domain/subject.ts'
import type { Parts, PersonalPart } from '../parts.ts'

/** Account → address → contact → other addresses: longer ways have not been seen, and each round is a statement a part. */
const ROUNDS_MAX = 5

/** Throws `common.not_found` when no part knows an account or contact (any more); an address is somebody even when nothing is held about it. */
export async function resolve(parts: Parts, tx: Tx, handle: Handle): Promise<Subject> {
  const subject = await widened(parts, tx, united(nobody, beginningOf(handle)))
  if (handle.kind !== 'email' && confirmationOf(subject) === '') throw new Fault(common.not_found)
  return subject
}

function beginningOf(handle: Handle): Partial<Subject> {
  if (handle.kind === 'email') return { emails: [handle.email] }
  return handle.kind === 'person' ? { personIds: [handle.id] } : { contactIds: [handle.id] }
}

/** Asks all parts until nothing new comes. */
export async function widened(parts: Parts, tx: Tx, subject: Subject): Promise<Subject> {
  let known = subject
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = sizeOf(known)
    for (const { personal } of parts.personal) known = united(known, (await personal.identify?.(known, tx)) ?? {})
    if (sizeOf(known) === before) return known
  }
  return known
}

/** Everything held, part by part. */
export async function* heldOf(
  parts: Parts,
  tx: Tx,
  subject: Subject,
): AsyncGenerator<{ readonly part: PersonalPart; readonly item: PersonalItem }> {
  for (const part of parts.personal) {
    for await (const item of part.personal.export(subject, tx)) yield { part, item }
  }
}
