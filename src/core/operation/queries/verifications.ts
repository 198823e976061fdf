/** Walks over the chain, with progress and result. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { actorNames, showActor } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Needs } from '../needs.ts'
import type { Tx } from '#platform/work.ts'
import type { auditRoutes, VerificationRun } from '../contract/audit.ts'
import { READ_AUDIT } from '../domain/permissions.ts'
import { findVerification, listVerifications, type VerificationRow } from '../store/verifications.ts'

type RunList = (typeof auditRoutes)['listVerifications']

export async function verificationPage(platform: Needs, caller: Caller, { query }: HandledOf<RunList>): Promise<ReplyOf<RunList>> {
  requirePermission(caller, READ_AUDIT, organisationScope)
  const cursor = decodeCursor(query.cursor, '-id', 1)
  const beforeId = cursor === null ? null : String(cursor[0])
  return platform.work.read(async (tx) => {
    const rows = await listVerifications(tx, { beforeId, limit: query.limit + 1 })
    const page = pageFrom(rows, query.limit, '-id', ({ id }) => [id])
    return { ...page, items: await shown(tx, page.items) }
  })
}

export function readVerification(platform: Needs, caller: Caller, id: string): Promise<VerificationRun> {
  requirePermission(caller, READ_AUDIT, organisationScope)
  return platform.work.read(async (tx) => {
    const row = await findVerification(tx, id)
    const [run] = row ? await shown(tx, [row]) : []
    if (run === undefined) throw new Fault(common.not_found)
    return run
  })
}

async function shown(tx: Tx, rows: readonly VerificationRow[]): Promise<VerificationRun[]> {
  const names = await actorNames(
    tx,
    rows.map(({ startedByKind: kind, startedById: id }) => ({ kind, id })),
  )
  return rows.map(({ startedByKind, startedById, faultSeq, faultWhat, ...row }) => ({
    ...row,
    startedBy: showActor({ kind: startedByKind, id: startedById }, names).name,
    fault: faultSeq === null || faultWhat === null ? null : { seq: faultSeq, what: faultWhat },
  }))
}
