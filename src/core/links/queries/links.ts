/** Cards of what a record is linked with. */
import { signedIn } from '#core/identity/public.ts'
import { readThing } from '#core/records/contract/thing.ts'
import { findRecord, findRecords, recordKindsOf, searchRecords, type RecordKinds, type RecordRow } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { Link, linksContract } from '../contract/contract.ts'
import { LINKS_MAX } from '../domain/bounds.ts'
import { READ_LINKS, WRITE_LINKS } from '../domain/permissions.ts'
import { linkTypesOf } from '../types.ts'
import { listLinks as list, type LinkRow } from '../store/links.ts'

type Routes = typeof linksContract
/** What reading needs of the platform. */
export type Reading = Pick<Platform, 'work' | 'log' | 'config'>

/** As many as a finder shows. */
const FOUND_MAX = 8

/** A link to what the caller may not see is not there: neither its card nor its place in the list. */
export function listLinks(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<Routes['listLinks']>,
): Promise<ReplyOf<Routes['listLinks']>> {
  return platform.work.read(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: query.record, permission: READ_LINKS })
    return { items: await shownLinks(tx, { platform, caller, recordId: record.id }, await list(tx, record.id, LINKS_MAX)) }
  })
}

/** A link that was just made, as whoever made it sees it from that record. */
export function readLink(platform: Reading, caller: Caller, { recordId, row }: { recordId: string; row: LinkRow }): Promise<Link> {
  return platform.work.read(async (tx) => {
    const [shown] = await shownLinks(tx, { platform, caller, recordId }, [row])
    if (shown === undefined) throw new Fault(common.not_found)
    return shown
  })
}

/** How links look from one record. */
interface Looking {
  readonly platform: Pick<Platform, 'log'>
  readonly caller: Caller
  readonly recordId: string
}

/** Links as that caller sees them from that record, the others left out. */
async function shownLinks(tx: Tx, { platform, caller, recordId }: Looking, rows: readonly LinkRow[]): Promise<Link[]> {
  const kinds = recordKindsOf(platform)
  const otherOf = (row: LinkRow): string => (row.sourceId === recordId ? row.targetId : row.sourceId)
  const records = await findRecords(tx, rows.map(otherOf))
  const seen = new Map(records.filter((row) => kinds.isSeenBy(caller, row)).map((row) => [row.id, row]))
  return rows.flatMap((row) => {
    const card = cardOf(kinds, seen.get(otherOf(row)))
    const type = linkTypesOf(platform).of(row.type)
    const direction = row.sourceId === recordId ? 'forward' : 'backward'
    if (card === undefined) return []
    return [{ id: row.id, type: row.type, direction, words: type?.[direction] ?? row.type, card, createdAt: row.createdAt } as const]
  })
}

/** In the order in which they were declared. */
export function listLinkTypes(platform: Pick<Platform, 'log'>): ReplyOf<Routes['listLinkTypes']> {
  return {
    items: linkTypesOf(platform)
      .all()
      .map(({ type, forward, backward }) => ({ type, forward, backward })),
  }
}

/** Records that one can link with: an address or id leads to its record, anything else is looked for. */
export function findLinkTargets(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<Routes['findLinkTargets']>,
): Promise<ReplyOf<Routes['findLinkTargets']>> {
  return platform.work.read(async (tx) => {
    const kinds = recordKindsOf(platform)
    const record = await kinds.require(tx, caller, { record: query.record, permission: WRITE_LINKS })
    const rows = (await byAddress(tx, query.text)) ?? (await byWords(tx, { kinds, caller: signedIn(caller), text: query.text }))
    const fitting = rows.filter((row) => row.id !== record.id && kinds.isSeenBy(caller, row))
    const cards = fitting.slice(0, FOUND_MAX).map((row) => cardOf(kinds, row))
    return { items: cards.filter((card) => card !== undefined) }
  })
}

/** Undefined when the text is neither an address nor an id. The host is not looked at: an installation can be reached by several names. */
async function byAddress(tx: Tx, text: string): Promise<readonly RecordRow[] | undefined> {
  const id = /(?:^|\/)([a-z]{3}_[0-9a-z]{26})(?:[?#]\S*)?$/.exec(text)?.[1]
  const thing = id === undefined ? undefined : readThing(id)
  if (thing === undefined) return undefined
  const row = await findRecord(tx, thing.id)
  return row && row.kind === thing.kind ? [row] : []
}

async function byWords(tx: Tx, ask: { kinds: RecordKinds; caller: Caller; text: string }): Promise<readonly RecordRow[]> {
  if (ask.text === '') return []
  // One more than shown, in case the record itself is among them.
  const { hits } = await searchRecords(tx, { ...ask, kind: undefined, after: null, limit: FOUND_MAX + 1 })
  return hits.map(({ record }) => record)
}

function cardOf(kinds: RecordKinds, row: RecordRow | undefined): Link['card'] | undefined {
  const card = row && kinds.cardOf(row)
  return card && { record: { kind: row.kind, id: row.id }, ...card }
}
