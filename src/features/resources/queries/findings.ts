/** What is found about the resources of an application. */
import type { ReplyOf } from '#kit/contract.ts'
import { DAY_MS, later } from '#kit/time.ts'
import { seenApplication, seenFinding } from '../access/place.ts'
import type { FindingAnswer, resourcesContract } from '../contract/contract.ts'
import { READ_RESOURCES } from '../domain/permissions.ts'
import { measuredFrom } from '../domain/settle.ts'
import { listCurrent, listSettled, type FindingRow } from '../store/findings.ts'
import { findLook } from '../store/looks.ts'
import type { Ask } from './capacity.ts'

/** A quarter, over which one looks back. */
const SETTLED_DAYS = 90
/** Several a day; older ones stand in the audits. */
const SETTLED_MAX = 500

/** Throws `common.not_found` for an application that is not there or not the caller's to see. */
export function listFindings(
  { platform, caller }: Ask,
  applicationId: string,
): Promise<ReplyOf<(typeof resourcesContract)['listFindings']>> {
  return platform.work.read(async (tx) => {
    await seenApplication(tx, caller, { applicationId, permission: READ_RESOURCES })
    const since = later(platform.clock.now(), -SETTLED_DAYS * DAY_MS)
    const rows = [...(await listCurrent(tx, applicationId)), ...(await listSettled(tx, { applicationId, since, limit: SETTLED_MAX }))]
    return { lookedAt: await findLook(tx, applicationId), items: rows.map(shownFinding) }
  })
}

export function readFinding({ platform, caller }: Ask, id: string): Promise<FindingAnswer> {
  return platform.work.read(async (tx) => shownFinding(await seenFinding(tx, caller, { id, permission: READ_RESOURCES })))
}

export function shownFinding({ about, fingerprint: _own, applicationId: _known, ...row }: FindingRow): FindingAnswer {
  const { host, part, database } = about
  const { state, doneAt, kind } = row
  const from = state === 'measuring' && doneAt !== null ? measuredFrom(kind, doneAt) : null
  return { ...row, host, part, databaseId: database, facts: { ...row.facts }, measuredFrom: from }
}
