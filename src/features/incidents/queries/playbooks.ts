/** Playbooks as people who work on incidents see them. */
import { requirePermission } from '#core/identity/public.ts'
import { scopeOfRecord } from '#core/records/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { seenIncident, writableApplication } from '../access/incident.ts'
import { mayChange } from '../access/playbooks.ts'
import type { playbookRoutes } from '../contract/playbooks.ts'
import { WRITE_INCIDENTS } from '../domain/permissions.ts'
import { bySuggestion, isSuggested, judgeFit, PLAYBOOKS_MAX } from '../domain/playbooks.ts'
import { listComponents } from '../store/people.ts'
import { findPlaybook, listPlaybooks, listSteps, type PlaybookRow } from '../store/playbooks.ts'
import type { Ask } from './incidents.ts'

type Routes = typeof playbookRoutes
/** Of the application, and of all. */
const LISTED_MAX = 2 * PLAYBOOKS_MAX

const shown = ({ id, applicationId, name, fits, steps, updatedAt, version }: PlaybookRow) => ({
  id,
  applicationId,
  name,
  fits: { types: [...fits.types], severities: [...fits.severities], componentIds: [...fits.componentIds] },
  steps: [...steps],
  updatedAt,
  version,
})

const changeable = async (tx: Tx, caller: Caller, row: PlaybookRow) => ({ ...shown(row), canChange: await mayChange(tx, caller, row) })

/** Throws `common.not_found` for an application that is not there or where the caller works on no incidents. */
export function listPlaybooksOf({ platform, caller }: Ask, applicationId: string): Promise<ReplyOf<Routes['listPlaybooks']>> {
  return platform.work.read(async (tx) => {
    await writableApplication(tx, caller, applicationId)
    const rows = await listPlaybooks(tx, { applicationId, limit: LISTED_MAX })
    return { items: await Promise.all(rows.map((row) => changeable(tx, caller, row))) }
  })
}

/** As it is after it was written; whoever asks has just written it. */
export function readPlaybook({ platform, caller }: Ask, id: string): Promise<ReplyOf<Routes['createPlaybook']>> {
  return platform.work.read(async (tx) => {
    const row = await findPlaybook(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    return changeable(tx, caller, row)
  })
}

/** Throws `common.not_found` for an incident that is not the caller's to work on. */
export function suggestPlaybooks({ platform, caller }: Ask, id: string): Promise<ReplyOf<Routes['suggestPlaybooks']>> {
  return platform.work.read(async (tx) => {
    const { record, incident } = await seenIncident(tx, caller, id)
    requirePermission(caller, WRITE_INCIDENTS, scopeOfRecord(record))
    const rows = await listPlaybooks(tx, { applicationId: record.applicationId, limit: LISTED_MAX })
    const facing = { type: incident.type, severity: incident.severity, componentIds: await listComponents(tx, id) }
    const steps = await listSteps(tx, id)
    const items = rows.map((row) => {
      const reason = judgeFit(row.fits, facing)
      const appliedAt = steps.find(({ playbookId }) => playbookId === row.id)?.appliedAt ?? null
      return { ...shown(row), reason, isSuggested: isSuggested(reason), appliedAt }
    })
    return { items: bySuggestion(items) }
  })
}
