/** One's own notifications, and how one wants to be told. */
import { peopleByIds, type PersonCaller } from '#core/identity/public.ts'
import { showActor } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { toId } from '#kit/ids.ts'
import { instant } from '#kit/time.ts'
import { readThing } from '#core/records/contract/thing.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { notificationRoutes } from '../contract/notifications.ts'
import { DEFAULT_PREFERENCE, REFUSALS_MAX } from '../domain/telling.ts'
import type { Needs } from '../needs.ts'
import { calledOf } from '../access/called.ts'
import { countUnread, listNotifications } from '../store/notifications.ts'
import { findPreference, listRefusals } from '../store/preferences.ts'
import type { Topics } from '../topics.ts'

type Routes = typeof notificationRoutes

const ORDER = '-changedAt'
/** A bell says "99+". */
const COUNTED_MAX = 100

export async function notificationPage(
  platform: Needs,
  topics: Topics,
  caller: PersonCaller,
  { query }: HandledOf<Routes['listNotifications']>,
): Promise<ReplyOf<Routes['listNotifications']>> {
  const cursor = decodeCursor(query.cursor, ORDER, 2)
  const after = cursor === null ? null : { changedAt: instant(Number(cursor[0])), id: String(cursor[1]) }
  const ask = { personId: caller.personId, unreadOnly: query.unread === 'yes', after, limit: query.limit + 1 }
  return platform.work.read(async (tx) => {
    const { items, nextCursor } = pageFrom(await listNotifications(tx, ask), query.limit, ORDER, (row) => [row.changedAt, row.id])
    const actors = items.flatMap((row) => row.items.filter(({ actorKind }) => actorKind === 'person').map(({ actorId }) => actorId))
    const names = await peopleByIds(tx, actors)
    const things = items.map(({ recordKind, recordId }) => ({ kind: recordKind, id: recordId }))
    const called = await calledOf(platform, tx, { caller, things })
    return {
      nextCursor,
      items: items.map(({ topic, recordKind, recordId, items: happened, ...row }) => ({
        ...row,
        topic: topics.topic(topic),
        record: toId(recordKind, recordId),
        called: called.get(recordId) ?? null,
        items: happened.map(({ at, actorKind, actorId, words, kind = null, particulars = {} }) => ({
          at,
          words,
          kind,
          particulars,
          actorKind,
          actor: showActor({ kind: actorKind, id: actorId }, names).name,
        })),
      })),
    }
  })
}

export async function unreadCount(platform: Needs, { personId }: PersonCaller): Promise<{ unread: number }> {
  return { unread: await platform.work.read((tx) => countUnread(tx, personId, COUNTED_MAX)) }
}

export function readPreferences(platform: Needs, topics: Topics, caller: PersonCaller): Promise<ReplyOf<Routes['readPreferences']>> {
  const { personId } = caller
  return platform.work.read(async (tx) => {
    const chosen = (await findPreference(tx, personId)) ?? { ...DEFAULT_PREFERENCE, version: 0 }
    const refusals = await listRefusals(tx, personId, REFUSALS_MAX)
    const things = refusals.flatMap(({ about, key }) => (about === 'record' ? (readThing(key) ?? []) : []))
    const called = await calledOf(platform, tx, { caller, things })
    return {
      ...chosen,
      topics: [...topics.all()],
      refusals: refusals.map(({ channel, ...refusal }) => ({
        ...refusal,
        called: called.get(readThing(refusal.key)?.id ?? '') ?? null,
        channel: channel === 'mail' ? ('mail' as const) : ('console' as const),
      })),
    }
  })
}
