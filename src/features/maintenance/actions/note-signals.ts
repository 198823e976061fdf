/** Notes what happens to checks and alerts, by which windows are judged. */
import type { SealedEvent } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { deleteStanding, insertEvidence, putStanding, recoverEvidence } from '../store/evidence.ts'

/** A check went down or came up. */
export async function noteCheck(tx: Tx, event: SealedEvent, isDown: boolean): Promise<void> {
  const { applicationId } = event.scope
  if (applicationId === null) return
  const { name, environmentId } = event.particulars as { name: string; environmentId: string }
  const { id } = event.record
  await putStanding(tx, { checkId: id, applicationId, environmentId, isDown })
  if (!isDown) return recoverEvidence(tx, { id, at: event.at })
  await insertEvidence(tx, { thing: 'check', id, title: name, at: event.at, applicationId, environmentId, componentId: null })
}

/** Nobody looks at it any more: it is neither up nor down. */
export function forgetCheck(tx: Tx, { record }: SealedEvent): Promise<void> {
  return deleteStanding(tx, record.id)
}

/** An alert opened. One that is the evidence of another is told by that one. */
export async function noteAlert(tx: Tx, event: SealedEvent): Promise<void> {
  const { applicationId } = event.scope
  const { title, environmentId, componentId, foldedIntoId } = event.particulars as {
    title: string
    environmentId: string
    componentId: string | null
    foldedIntoId: string | null
  }
  if (applicationId === null || foldedIntoId !== null) return
  await insertEvidence(tx, { thing: 'alert', id: event.record.id, title, at: event.at, applicationId, environmentId, componentId })
}

export function noteRecovery(tx: Tx, { record, at }: SealedEvent): Promise<void> {
  return recoverEvidence(tx, { id: record.id, at })
}
