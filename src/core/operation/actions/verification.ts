/** Walking the whole chain of events, in the background. */
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { auditBroken, auditVerified } from '#events/operation.ts'
import type { ActorRef, RecordRef } from '#kit/event.ts'
import { invariant } from '#kit/fault.ts'
import { later, SECOND_MS } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Verification } from '#platform/log/log.ts'
import type { Job } from '#platform/module.ts'
import type { Needs } from '../needs.ts'
import type { Tx } from '#platform/work.ts'
import { verifyEveryHours } from '../contract/setting.ts'
import { READ_AUDIT } from '../domain/permissions.ts'
import { decideStart, isWalkDue, SILENT_MS } from '../domain/verification.ts'
import { settingsOf } from '../settings.ts'
import {
  breakOff,
  findVerification,
  finishVerification,
  insertVerification,
  listVerifications,
  updateProgress,
} from '../store/verifications.ts'

/** Progress is written this often: a bar that moves, and a sign of life. */
const PROGRESS_EVERY_MS = SECOND_MS

/** Walks; a walk that was marked as broken off in the meantime is not begun again. */
export const verifyJob = (platform: Needs): Job<typeof walkPayload> => ({
  name: 'operation.verify_log',
  payload: walkPayload,
  // A walk begins anew when its process died or the store was away, unless it was marked as broken off by then.
  attemptsMax: 5,
  run: ({ id }) => walk(platform, id),
})
const walkPayload = z.object({ id: z.uuid() })

/** A person starts a walk. */
export function requestVerification(platform: Needs, caller: Caller): Promise<string> {
  requirePermission(caller, READ_AUDIT, organisationScope)
  return startVerification(platform, caller.ref)
}

/** Starts a walk, unless one is under way; returns the UUID of the one that runs now. */
async function startVerification(platform: Needs, startedBy: ActorRef): Promise<string> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const [latest] = await listVerifications(tx, { beforeId: null, limit: 1 })
    const decision = decideStart(latest, at)
    if (!decision.start && latest) return latest.id
    if (decision.reason === 'fell_silent' && latest) await breakOff(tx, { id: latest.id, silentSince: later(at, -SILENT_MS), at })
    const id = uuidv7()
    if (await insertVerification(tx, { id, at, startedBy })) {
      await platform.jobs.enqueue(tx, verifyJob(platform), { id })
      return id
    }
    const [faster] = await listVerifications(tx, { beforeId: null, limit: 1 })
    invariant(faster, 'a walk that stood in the way can be seen')
    return faster.id
  })
}

/** Starts a walk when the setting says that it is time. */
export async function verifyBySchedule(platform: Needs): Promise<void> {
  const due = await platform.work.read(async (tx) => {
    if (!(await findOrganisation(tx))) return false
    const everyHours = await settingsOf(platform).value(tx, verifyEveryHours)
    const [latest] = await listVerifications(tx, { beforeId: null, limit: 1 })
    return isWalkDue(latest, everyHours, platform.clock.now())
  })
  if (due) await startVerification(platform, { kind: 'system', id: 'operation.verify_schedule' })
}

async function walk(platform: Needs, id: string): Promise<void> {
  const row = await platform.work.read((tx) => findVerification(tx, id))
  if (row?.state !== 'running') return
  const progress = new Progress(platform, id)
  const result = await platform.log.verify((seq) => progress.tell(seq))
  await progress.written()
  await platform.work.run((tx) => finish(platform, tx, { id, startedBy: { kind: row.startedByKind, id: row.startedById }, result }))
}

async function finish(platform: Needs, tx: Tx, of: { id: string; startedBy: ActorRef; result: Verification }): Promise<void> {
  const at = platform.clock.now()
  const { fromSeq, toSeq, head, fault } = of.result
  if (!(await finishVerification(tx, { id: of.id, at, fromSeq, toSeq, head, fault }))) return
  const record: RecordRef = { kind: 'verification', id: of.id }
  const about = { actor: of.startedBy, record, scope: organisationScope, at }
  if (fault) await platform.log.publish(tx, { ...about, event: auditBroken, particulars: { verificationId: of.id, ...fault } })
  else await platform.log.publish(tx, { ...about, event: auditVerified, particulars: { verificationId: of.id, fromSeq, toSeq, head } })
}

/** Writes how far a walk is, one write at a time; what comes while one is under way or too soon is left out. */
class Progress {
  readonly #platform: Needs
  readonly #id: string
  #toldAt: number
  #busy = false
  #writing: Promise<unknown> = Promise.resolve()

  constructor(platform: Needs, id: string) {
    this.#platform = platform
    this.#id = id
    this.#toldAt = platform.clock.now()
  }

  tell(checkedSeq: number): void {
    const at = this.#platform.clock.now()
    if (this.#busy || at - this.#toldAt < PROGRESS_EVERY_MS) return
    this.#busy = true
    this.#toldAt = at
    this.#writing = this.#platform.work
      .read((tx) => updateProgress(tx, { id: this.#id, checkedSeq, at }))
      // Only the bar stands still; the walk itself says whether the store is away.
      .catch((error: unknown) => this.#platform.logger.warn({ err: error }, 'the progress of a verification was not written'))
      .finally(() => (this.#busy = false))
  }

  /** Resolves when no write is under way. */
  async written(): Promise<void> {
    await this.#writing
  }
}
