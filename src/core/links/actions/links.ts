/** Linking records and taking links away. */
import { uuidv7 } from 'uuidv7'
import { recordKindsOf, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import { linkAdded, linkRemoved } from '#events/links.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { linksCodes } from '../contract/codes.ts'
import type { linksContract } from '../contract/contract.ts'
import { LINKS_MAX } from '../domain/bounds.ts'
import { READ_LINKS, WRITE_LINKS } from '../domain/permissions.ts'
import { scopeOfBoth } from '../domain/scope.ts'
import { endsOf, type LinkType } from '../domain/types.ts'
import { deleteLink as removeRow, insertLink, listLinks, lockLink, type LinkRow } from '../store/links.ts'
import { linkTypesOf } from '../types.ts'

/** Who asks, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

type Creation = HandledOf<(typeof linksContract)['createLink']>['body']

/** Needs the right to link at the one record and to see the other. */
export function createLink(act: Act, body: Creation): Promise<LinkRow> {
  const { platform, caller } = act
  return platform.work.run(async (tx) => {
    const kinds = recordKindsOf(platform)
    const record = await kinds.require(tx, caller, { record: body.record, permission: WRITE_LINKS })
    const other = await kinds.require(tx, caller, { record: body.other, permission: READ_LINKS })
    const type = linkTypesOf(platform).of(body.type)
    if (type === undefined) throw new Fault(linksCodes.unknown_type, { fields: [{ field: 'body.type', message: 'is no type of link' }] })
    return tie(tx, act, { record, other, type, direction: body.direction })
  })
}

/** Two records and how they are tied. */
export interface Tie {
  readonly record: RecordRow
  readonly other: RecordRow
  readonly type: LinkType
  readonly direction: 'forward' | 'backward'
}

/** Writes and tells the link; asks no permission. Throws `links.already`, `links.itself` and `links.too_many`. */
export async function tie(tx: Tx, { platform, caller }: Act, { record, other, type, direction }: Tie): Promise<LinkRow> {
  if (record.id === other.id) throw new Fault(linksCodes.itself)
  for (const { id } of [record, other]) {
    if ((await listLinks(tx, id, LINKS_MAX)).length === LINKS_MAX) throw new Fault(linksCodes.too_many)
  }
  const ends = endsOf(type, { recordId: record.id, otherId: other.id, direction })
  const row = { id: uuidv7(), ...ends, type: type.type, createdAt: platform.clock.now() }
  if (!(await insertLink(tx, row))) throw new Fault(linksCodes.already)
  const source = ends.sourceId === record.id ? record : other
  await tell(
    tx,
    { platform, caller },
    { event: linkAdded, at: row.createdAt, row, type, source, target: source === record ? other : record },
  )
  return row
}

/** Only those who may link at one of the two and see the other; for everybody else the link is not there. */
export function deleteLink(act: Act, id: string): Promise<void> {
  const { platform, caller } = act
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const row = await lockLink(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    const kinds = recordKindsOf(platform)
    const source = await kinds.requireById(tx, caller, { id: row.sourceId, permission: READ_LINKS })
    const target = await kinds.requireById(tx, caller, { id: row.targetId, permission: READ_LINKS })
    if (![source, target].some((end) => caller.may(WRITE_LINKS, scopeOfRecord(end)))) throw new Fault(common.forbidden)
    await removeRow(tx, id)
    const type = linkTypesOf(platform).of(row.type) ?? { type: row.type, forward: row.type, backward: row.type }
    await tell(tx, act, { event: linkRemoved, at, row, type, source, target })
  })
}

interface Telling {
  readonly event: typeof linkAdded
  readonly at: Instant
  readonly row: LinkRow
  readonly type: LinkType
  readonly source: RecordRow
  readonly target: RecordRow
}

async function tell(tx: Tx, { platform, caller }: Act, { event, at, row, type, source, target }: Telling): Promise<void> {
  const scope = scopeOfBoth(scopeOfRecord(source), scopeOfRecord(target))
  const sides = [
    { from: source, to: target, words: type.forward },
    { from: target, to: source, words: type.backward },
  ]
  for (const { from, to, words } of sides) {
    const other = recordKindsOf(platform).cardOf(to)?.label ?? to.kind
    await platform.log.publish(tx, {
      event,
      actor: caller.ref,
      record: { kind: from.kind, id: from.id },
      scope,
      at,
      particulars: { linkId: row.id, words, other },
    })
  }
}
