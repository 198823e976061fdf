/** The timeline of one thing. */
import { scopeOf } from '#core/catalog/public.ts'
import { contactScopeOf } from '#core/contacts/public.ts'
import { organisationScope, PersonCaller, requirePermission } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { RecordRef, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Thing } from '#kit/ids.ts'
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { VisibleScope } from '#platform/log/log.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { recordsContract } from '../contract/contract.ts'
import { READ_TIMELINE } from '../domain/permissions.ts'
import { eventWordsOf } from '../event-words.ts'
import { scopeOfRecord } from '../kinds.ts'
import { findRecord } from '../store/records.ts'
import { everyEvent, visibleTo } from './visible.ts'

type Timeline = (typeof recordsContract)['readTimeline']

/** Who may read the audit trail may read what people did at their accounts; others read only their own. */
const READ_AUDIT = 'operation.audit.read'
const ofPeople: ReadonlySet<Thing> = new Set(['person', 'session', 'invitation', 'api_key', 'role_grant'])
const ofOrganisation: ReadonlySet<Thing> = new Set(['organisation', 'job', 'verification'])

export async function readTimeline(
  platform: Pick<Platform, 'work' | 'log'>,
  caller: Caller,
  { query }: HandledOf<Timeline>,
): Promise<ReplyOf<Timeline>> {
  const cursor = decodeCursor(query.cursor, '-seq', 1)
  const visible = await platform.work.read((tx) => visibleOf(tx, caller, query.record))
  const page = await platform.log.eventsOf(query.record.id, {
    visible,
    before: cursor === null ? null : Number(cursor[0]),
    limit: query.limit,
  })
  const items = await platform.work.read((tx) => eventWordsOf(platform).tell(tx, page.items))
  return { items, nextCursor: page.before === null ? null : encodeCursor({ order: '-seq', after: [page.before] }) }
}

/** Throws `common.not_found` for what is not there and for what the caller may not see. */
async function visibleOf(tx: Tx, caller: Caller, record: RecordRef): Promise<readonly VisibleScope[]> {
  if (record.kind === 'person' && caller instanceof PersonCaller && record.id === caller.personId) return everyEvent
  if (ofPeople.has(record.kind)) {
    if (!caller.may(READ_AUDIT, organisationScope)) throw new Fault(common.not_found)
    return visibleTo(caller, READ_AUDIT)
  }
  const scope = await scopeOfThing(tx, record)
  if (scope === undefined) throw new Fault(common.not_found)
  requirePermission(caller, READ_TIMELINE, scope)
  return visibleTo(caller, READ_TIMELINE)
}

async function scopeOfThing(tx: Tx, record: RecordRef): Promise<Scope | undefined> {
  if (ofOrganisation.has(record.kind)) return organisationScope
  const ofCatalog = await scopeOf(tx, record)
  if (ofCatalog) return ofCatalog
  if (record.kind === 'contact') return contactScopeOf(tx, record.id)
  const row = await findRecord(tx, record.id)
  return row?.kind === record.kind ? scopeOfRecord(row) : undefined
}
