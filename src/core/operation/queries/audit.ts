/** The audit trail: pages for the screen, lines for files. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { eventWordsOf, visibleTo } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { SealedEvent } from '#kit/event.ts'
import { invariant } from '#kit/fault.ts'
import { prefixes, toId } from '#kit/ids.ts'
import { toIso } from '#kit/time.ts'
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { EVENTS_PAGE_MAX, type EventSearch } from '#platform/log/log.ts'
import type { Needs } from '../needs.ts'
import type { AuditEvent, AuditFilter, auditRoutes } from '../contract/audit.ts'
import { narrow, searchOf } from '../domain/audit-filter.ts'
import { EXPORT_EVENTS_MAX } from '../domain/bounds.ts'
import { csvLine } from '#kit/csv.ts'
import { READ_AUDIT } from '../domain/permissions.ts'

type EventList = (typeof auditRoutes)['listEvents']

export async function eventPage(platform: Needs, caller: Caller, { query }: HandledOf<EventList>): Promise<ReplyOf<EventList>> {
  const cursor = decodeCursor(query.cursor, '-seq', 1)
  const before = cursor === null ? null : Number(cursor[0])
  const page = await platform.log.search(searchFor(caller, query, { before, limit: query.limit }))
  const items = await shown(platform, page.items)
  return { items, nextCursor: page.before === null ? null : encodeCursor({ order: '-seq', after: [page.before] }) }
}

export type ExportFilter = AuditFilter & { readonly beforeSeq?: number | undefined }

/** JSON lines, newest first; when there are more than the bound, the last line says where to go on. */
export async function* eventLines(platform: Needs, caller: Caller, filter: ExportFilter): AsyncIterable<string> {
  for await (const { events, goOnBefore } of batches(platform, caller, filter)) {
    const lines = events.map((event) => `${JSON.stringify(toWire(event))}\n`)
    yield lines.join('')
    if (goOnBefore !== null) yield `${JSON.stringify({ more: true, beforeSeq: goOnBefore })}\n`
  }
}

/** The same as CSV with a head. */
export async function* eventTable(platform: Needs, caller: Caller, filter: ExportFilter): AsyncIterable<string> {
  yield csvLine([
    'seq',
    'at',
    'kind',
    'actor_kind',
    'actor_id',
    'actor',
    'sentence',
    'record',
    'client',
    'application',
    'audience',
    'particulars',
  ])
  for await (const { events, goOnBefore } of batches(platform, caller, filter)) {
    yield events.map((event) => csvLine(toCells(event))).join('')
    if (goOnBefore !== null)
      yield csvLine([goOnBefore, null, null, null, null, null, `There is more: export again with beforeSeq=${goOnBefore}.`])
  }
}

/** Signed checkpoints as JSON lines, oldest first. */
export function checkpointLines(platform: Needs, caller: Caller): AsyncIterable<string> {
  requirePermission(caller, READ_AUDIT, organisationScope)
  return withLineEnds(platform.log.checkpointLines())
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncIterable<string> {
  for await (const line of lines) yield line.endsWith('\n') ? line : `${line}\n`
}

interface Batch {
  readonly events: readonly AuditEvent[]
  /** In the last batch, when the bound cut the export: the seq before which it goes on. */
  readonly goOnBefore: number | null
}

async function* batches(platform: Needs, caller: Caller, filter: ExportFilter): AsyncIterable<Batch> {
  let before: number | null = filter.beforeSeq ?? null
  for (let count = 0; count < EXPORT_EVENTS_MAX;) {
    const page = await platform.log.search(searchFor(caller, filter, { before, limit: EVENTS_PAGE_MAX }))
    const events = await shown(platform, page.items)
    count += events.length
    const isCut = page.before !== null && count >= EXPORT_EVENTS_MAX
    yield { events, goOnBefore: isCut ? page.before : null }
    if (page.before === null) return
    before = page.before
  }
}

function searchFor(caller: Caller, filter: AuditFilter, page: Pick<EventSearch, 'before' | 'limit'>): EventSearch {
  return { ...page, ...searchOf(filter), visible: narrow(visibleTo(caller, READ_AUDIT), filter) }
}

async function shown(platform: Needs, events: readonly SealedEvent[]): Promise<AuditEvent[]> {
  const told = await platform.work.read((tx) => eventWordsOf(platform).tell(tx, events))
  const places = new Map(events.map((event) => [event.seq, placeOf(event)]))
  return told.map((entry) => ({ ...entry, ...found(places.get(entry.seq)) }))
}

type Place = Pick<AuditEvent, 'record' | 'clientId' | 'applicationId' | 'audience'>

function placeOf({ record: { kind, id }, scope }: SealedEvent): Place {
  // A log may hold kinds of things that this program no longer knows; their ids stay bare.
  return { record: { kind, id: kind in prefixes ? toId(kind, id) : id }, ...scope }
}

function found(place: Place | undefined): Place {
  invariant(place, 'every event that is told was given')
  return place
}

/** The form in which other programs get it; the same as the list's answer. */
function toWire(event: AuditEvent): Record<string, unknown> {
  const { clientId, applicationId } = idsOf(event)
  return { ...event, id: toId('event', event.id), at: toIso(event.at), clientId, applicationId }
}

function toCells(event: AuditEvent): (string | number | null)[] {
  const { seq, at, kind, actor, sentence, record, audience, particulars } = event
  const { clientId, applicationId } = idsOf(event)
  return [
    seq,
    toIso(at),
    kind,
    actor.kind,
    actor.id,
    actor.name,
    sentence,
    record.id,
    clientId,
    applicationId,
    audience,
    JSON.stringify(particulars),
  ]
}

function idsOf({ clientId, applicationId }: AuditEvent) {
  return {
    clientId: clientId === null ? null : toId('client', clientId),
    applicationId: applicationId === null ? null : toId('application', applicationId),
  }
}
