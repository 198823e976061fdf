/** What is done about an incident of security, for who may see it. */
import { admittedPeople, peopleByIds } from '#core/identity/public.ts'
import { scopeOfRecord, showActor } from '#core/records/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { seenIncident } from '../access/incident.ts'
import { promisesFor } from '../access/promises.ts'
import type { Security } from '../contract/security.ts'
import { CLEARANCE, READ_INCIDENTS } from '../domain/permissions.ts'
import { isPrivate, noticesOf } from '../domain/security.ts'
import { listMeasures, listNotices } from '../store/security.ts'
import { listMoves } from '../store/moves.ts'
import type { Ask } from './incidents.ts'

/** Throws `common.not_found` for what the caller may not see, for contacts, and for incidents that are not about security. */
export function readSecurity({ platform, caller }: Ask, id: string): Promise<Security> {
  return platform.work.read(async (tx) => {
    const { record, incident } = await seenIncident(tx, caller, id)
    const isTeam = caller.may(READ_INCIDENTS, scopeOfRecord(record, 'internal'))
    if (incident.type !== 'security' || !isTeam) throw new Fault(common.not_found)
    const [measures, said, admitted] = [await listMeasures(tx, id), await listNotices(tx, id), await admittedPeople(tx, id)]
    const { plan } = await promisesFor(platform, tx, record)
    const declaredAt = (await listMoves(tx, id))[0]?.at ?? record.createdAt
    const named = [...admitted, ...measures.flatMap(({ doneBy, undoneBy }) => [doneBy, undoneBy]), ...said.map(({ by }) => by)]
    const people = await peopleByIds(
      tx,
      named.filter((one) => one !== null),
    )
    const nameOf = (personId: string | null) =>
      personId === null ? null : { id: personId, name: showActor({ kind: 'person', id: personId }, people).name }
    return {
      isPrivate: isPrivate(incident),
      releasedAt: incident.releasedAt,
      mayOpen: caller.may(CLEARANCE, scopeOfRecord(record)),
      admitted: admitted.map((personId) => ({ id: personId, name: showActor({ kind: 'person', id: personId }, people).name })),
      measures: measures.map(({ id: measureId, step, what, undo, doneAt, doneBy, undoneAt, undoneBy }) => ({
        id: measureId,
        step,
        what,
        undo,
        doneAt,
        undoneAt,
        doneBy: nameOf(doneBy),
        undoneBy: nameOf(undoneBy),
      })),
      notices: noticesOf(plan, declaredAt, said).map((notice) => {
        const row = said.find(({ framework }) => framework === notice.framework)
        return { ...notice, note: row?.note ?? '', at: row?.at ?? null, by: nameOf(row?.by ?? null) }
      }),
    }
  })
}
