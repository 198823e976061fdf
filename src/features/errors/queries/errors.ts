/** Single errors of a group, and how releases do. */
import { scopeOfRecord } from '#core/records/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import { decodeCursor, pageFrom, type SortValues } from '#platform/http/cursor.ts'
import { visibleEnvironments } from '../access/environment.ts'
import { seenGroup } from '../access/group.ts'
import type { FoundMap, MapBook } from '../access/map-book.ts'
import { originalsIn } from '../access/original-stack.ts'
import type { errorsContract } from '../contract/contract.ts'
import type { Exception, Frame } from '../domain/event.ts'
import { FINGERPRINTS_MAX } from '../domain/figures.ts'
import { scriptsOf, type MapMissing, type Original } from '../domain/original.ts'
import { READ_SOURCE } from '../domain/permissions.ts'
import { fingerprintsOfAll } from '../store/groups.ts'
import { listErrors as listRows, listHealth, readError as readRow, type ErrorsAsk, type KindsAsk } from '../store/read-errors.ts'
import { filesOfError } from './feedback.ts'
import type { Ask } from './groups.ts'

type Answer<K extends keyof typeof errorsContract> = ReplyOf<(typeof errorsContract)[K]>

const ORDER = '-at'
/** What clients put in place of the rest of a line that is too long to have been written by people. */
const CUT_LINE = '{snip}'
const HEALTH_MS = 7 * DAY_MS
/** Releases of a week; whoever ships more often looks at the latest. */
const HEALTH_MAX = 50

export async function listErrors(
  ask: Ask,
  groupId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Answer<'listErrors'>> {
  const kinds = await kindsOf(ask, groupId)
  const before = placeOf(decodeCursor(cursor, ORDER, 2))
  const rows = await listRows(ask.platform.clickhouse, { ...kinds, before, limit: limit + 1 })
  const { items, nextCursor } = pageFrom(rows, limit, ORDER, ({ at, id }) => [at, id])
  return { items: [...items], nextCursor }
}

export async function readError(ask: Ask & { readonly maps: MapBook }, groupId: string, id: string): Promise<Answer<'readError'>> {
  const { scope, ...kinds } = await kindsOf(ask, groupId)
  const row = await readRow(ask.platform.clickhouse, { ...kinds, id: id === 'latest' ? undefined : id })
  if (row === undefined) throw new Fault(common.not_found, { detail: 'This error is not kept any more, or is of another group.' })
  const { detail, ...head } = row
  const { images: _images, exceptions, ...told } = detail
  const scripts = scriptsOf(row.platform, detail)
  const found = await ask.maps.find({ environmentId: kinds.environmentId, release: row.release, debugIds: scripts })
  const sourceShown = ask.caller.may(READ_SOURCE, scope)
  const files = await ask.platform.work.read((tx) => filesOfError(tx, kinds.environmentId, row.id))
  return {
    ...head,
    ...told,
    files,
    sourceShown,
    exceptions: exceptions.map((one) => shownStack(one, found, sourceShown)),
  } as Answer<'readError'>
}

function shownStack(exception: Exception, found: ReadonlyMap<string, FoundMap>, sourceShown: boolean) {
  const originals = originalsIn(exception.frames, found)
  const shown = <T extends Original>(place: T): T => (sourceShown ? place : { ...place, before: [], code: '', after: [] })
  const frames = exception.frames.map((frame, index) => {
    const original = originals[index] ?? null
    return { ...shown(frame), original: original && shown(original), missing: original ? null : missingOf(frame, found.get(frame.file)) }
  })
  return { ...exception, frames }
}

/** Of a frame without an original, by what was found for its script. A server whose client sent readable lines needs no map. */
function missingOf({ code }: Frame, found: FoundMap | undefined): MapMissing | null {
  if (found === undefined || (code !== '' && !code.includes(CUT_LINE))) return null
  return found === 'none' ? 'no_map' : found === 'lost' ? 'map_lost' : 'place_unknown'
}

export async function listReleases({ platform, caller }: Ask, applicationId: string): Promise<Answer<'listReleases'>> {
  const environments = await platform.work.read((tx) => visibleEnvironments(tx, caller, applicationId))
  const environmentIds = environments.map(({ id }) => id)
  const rows = await listHealth(platform.clickhouse, { environmentIds, since: later(platform.clock.now(), -HEALTH_MS), limit: HEALTH_MAX })
  const nameOf = new Map(environments.map(({ id, name }) => [id, name]))
  return {
    items: rows.map((row) => ({
      ...row,
      environment: nameOf.get(row.environmentId) ?? '',
      crashFree: row.sessions === 0 ? 1 : 1 - row.crashed / row.sessions,
    })),
  }
}

/** By which its errors are found, of a group that the caller may see. A merged one has none of its own. */
function kindsOf({ platform, caller }: Ask, groupId: string): Promise<KindsAsk & { readonly scope: Scope }> {
  return platform.work.read(async (tx) => {
    const { group, record } = await seenGroup(tx, caller, groupId)
    const rows = await fingerprintsOfAll(tx, [groupId], FINGERPRINTS_MAX)
    const fingerprints = rows.map(({ fingerprint }) => fingerprint)
    return { environmentId: group.environmentId, fingerprints, scope: scopeOfRecord(record) }
  })
}

/** Only the form is checked: whoever writes a cursor sees nothing but their own rows. */
function placeOf(after: SortValues | null): ErrorsAsk['before'] {
  if (after === null) return undefined
  const [at, id] = after
  if (typeof at === 'number' && /^[0-9a-f]{32}$/.test(String(id))) return { at: at as Instant, id: String(id) }
  const message = 'must be the nextCursor of the previous page'
  throw new Fault(common.invalid_request, { detail: `The cursor ${message}.`, fields: [{ field: 'query.cursor', message }] })
}
