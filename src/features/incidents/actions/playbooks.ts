/** Writing playbooks. */
import { uuidv7 } from 'uuidv7'
import { incidentPlaybookChanged, incidentPlaybookCreated, incidentPlaybookRemoved } from '#events/incidents.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { EventKind, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { expectChangeable } from '../access/playbooks.ts'
import { incidentsCodes } from '../contract/codes.ts'
import type { playbookRoutes } from '../contract/playbooks.ts'
import { PLAYBOOKS_MAX } from '../domain/playbooks.ts'
import { countPlaybooks, deletePlaybook, insertPlaybook, lockPlaybook, updatePlaybook, type PlaybookRow } from '../store/playbooks.ts'
import type { Needs } from './act.ts'
import { expectWithin } from './declare.ts'

type Creation = HandledOf<(typeof playbookRoutes)['createPlaybook']>['body']
type Change = HandledOf<(typeof playbookRoutes)['changePlaybook']>['body']

export interface Writer {
  readonly platform: Needs
  readonly caller: Caller
}

/** Returns the UUID. Throws `incidents.unknown_place` for components that are not of the application. */
export async function createPlaybook(by: Writer, body: Creation): Promise<string> {
  const { platform, caller } = by
  const row: PlaybookRow = { ...body, id: uuidv7(), version: 1, updatedAt: platform.clock.now() }
  await platform.work.run(async (tx) => {
    const scope = await expectChangeable(tx, caller, row)
    await expectComponents(tx, row)
    if ((await countPlaybooks(tx, row.applicationId)) >= PLAYBOOKS_MAX) throw new Fault(incidentsCodes.too_many_playbooks)
    await insertPlaybook(tx, row)
    await tell(by, tx, { event: incidentPlaybookCreated, row, scope })
  })
  return row.id
}

export function changePlaybook(by: Writer, target: { readonly id: string; readonly ifMatch: number | null }, body: Change): Promise<void> {
  return onPlaybook(by, target.id, async ({ tx, row, scope }) => {
    if (target.ifMatch !== row.version) throw new Fault(common.version_mismatch)
    const next = { ...row, ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) }
    const fields = (['name', 'fits', 'steps'] as const).filter((field) => JSON.stringify(next[field]) !== JSON.stringify(row[field]))
    if (fields.length === 0) return
    if (fields.includes('fits')) await expectComponents(tx, next)
    await updatePlaybook(tx, { ...next, updatedAt: by.platform.clock.now() })
    await tell(by, tx, { event: incidentPlaybookChanged, row, scope, more: { fields } })
  })
}

export function removePlaybook(by: Writer, id: string): Promise<void> {
  return onPlaybook(by, id, async ({ tx, row, scope }) => {
    await deletePlaybook(tx, id)
    await tell(by, tx, { event: incidentPlaybookRemoved, row, scope })
  })
}

function expectComponents(tx: Tx, { applicationId, fits }: Pick<PlaybookRow, 'applicationId' | 'fits'>): Promise<void> {
  return expectWithin(tx, applicationId, { environmentIds: [], componentIds: fits.componentIds })
}

interface Held {
  readonly tx: Tx
  readonly row: PlaybookRow
  readonly scope: Scope
}

/** Throws `common.not_found` when it is not there or not the caller's to change. */
function onPlaybook({ platform, caller }: Writer, id: string, body: (held: Held) => Promise<void>): Promise<void> {
  return platform.work.run(async (tx) => {
    const row = await lockPlaybook(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    await body({ tx, row, scope: await expectChangeable(tx, caller, row) })
  })
}

interface Told {
  readonly event: EventKind
  readonly row: PlaybookRow
  readonly scope: Scope
  readonly more?: Readonly<Record<string, unknown>>
}

async function tell({ platform, caller }: Writer, tx: Tx, { event, row, scope, more }: Told): Promise<void> {
  await platform.log.publish(tx, {
    event,
    actor: caller.ref,
    record: { kind: 'incident_playbook', id: row.id },
    scope,
    at: platform.clock.now(),
    particulars: { applicationId: row.applicationId, ...more },
  })
}
