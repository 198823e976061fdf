/** The weekly audits of an application. */
import { csvLine } from '#kit/csv.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { toIso } from '#kit/time.ts'
import { seenApplication } from '../access/place.ts'
import type { AuditAnswer, resourcesContract } from '../contract/contract.ts'
import { READ_RESOURCES } from '../domain/permissions.ts'
import type { State } from '../domain/words.ts'
import { findAudit, listAudits as list, type AuditRow } from '../store/audits.ts'
import type { Ask } from './capacity.ts'
import { shownFinding } from './findings.ts'

/** Two years of weeks. */
const AUDITS_MAX = 104

type List = ReplyOf<(typeof resourcesContract)['listAudits']>

/** Throws `common.not_found` for an application that is not there or not the caller's to see. */
export function listAudits({ platform, caller }: Ask, applicationId: string): Promise<List> {
  return platform.work.read(async (tx) => {
    await seenApplication(tx, caller, { applicationId, permission: READ_RESOURCES })
    return { items: (await list(tx, { applicationId, limit: AUDITS_MAX })).map(summed) }
  })
}

function summed({ applicationId: _known, current, settled, ...head }: AuditRow): List['items'][number] {
  const count = (state: State) => settled.filter((one) => one.state === state).length
  return { ...head, current: current.length, won: count('won'), noChange: count('no_change'), gone: count('gone') }
}

/** Throws `common.not_found` for one that is not there or not the caller's. */
export function readAudit({ platform, caller }: Ask, id: string): Promise<AuditAnswer> {
  return platform.work.read(async (tx) => {
    const row = await findAudit(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    await seenApplication(tx, caller, { applicationId: row.applicationId, permission: READ_RESOURCES })
    return { ...row, current: row.current.map(shownFinding), settled: row.settled.map(shownFinding) }
  })
}

/** What is open first, then what was settled. */
export async function exportAudit(ask: Ask, id: string): Promise<AsyncIterable<string>> {
  return linesOf(await readAudit(ask, id))
}

async function* linesOf({ week, current, settled }: AuditAnswer): AsyncGenerator<string> {
  const head = [
    'week',
    'concern',
    'finding',
    'host',
    'part',
    'before',
    'after',
    'unit',
    'wins',
    'unit of wins',
    'state',
    'found',
    'settled',
  ]
  yield csvLine(head)
  for (const one of [...current, ...settled]) {
    const { concern, kind, host, part, figure, after, unit, wins, winsUnit, state, openedAt, settledAt, facts } = one
    const what = kind === 'database' ? String(facts['rule']) : kind
    const times = [toIso(openedAt), settledAt === null ? null : toIso(settledAt)]
    yield csvLine([week, concern, what, host, part, figure, after, unit, wins, winsUnit, state, ...times])
  }
}
