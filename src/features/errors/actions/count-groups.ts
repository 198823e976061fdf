/** Counts the errors of a segment in their groups, and keeps what users said: once, however often the segment is handed on. */
import { uuidv7 } from 'uuidv7'
import { scopeOf } from '#core/catalog/public.ts'
import { labelOf } from '#core/records/contract/kind.ts'
import { findRecord, insertRecord, lockRecord, updateRecord, type RecordRow } from '#core/records/public.ts'
import { errorGroupCameBack, errorGroupSeenFirst } from '#events/errors.ts'
import type { Scope } from '#kit/event.ts'
import { instant, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { errorGroupKind } from '../contract/kind.ts'
import { judgeArrival, type GroupState } from '../domain/arrival.ts'
import { joinSeen, type ErrorHead, type FeedbackSeen, type Seen } from '../domain/record.ts'
import { insertFeedback } from '../store/feedback.ts'
import * as store from '../store/groups.ts'

type Needs = Pick<Platform, 'clock' | 'log'>

/** Whose act it is, in the log. */
const ACTOR = { kind: 'system', id: 'errors.keep' } as const

/** `token` names the segment. In a transaction of its own: whoever calls has handed the errors themselves on before. */
export async function countGroups(
  platform: Needs,
  tx: Tx,
  { heads, token }: { readonly heads: readonly ErrorHead[]; readonly token: string },
): Promise<void> {
  const at = platform.clock.now()
  if (!(await store.noteBatch(tx, { token, at }))) return
  // Always in this order, so that two nodes never wait for each other.
  for (const head of byEnvironment(heads)) {
    const scope = await scopeOf(tx, { kind: 'environment', id: head.environmentId })
    if (!scope) continue
    await store.lockEnvironment(tx, head.environmentId)
    await countEnvironment({ platform, tx, at, scope: { ...scope, audience: 'internal' } }, head)
  }
}

/** One of each environment, sorted by it. */
function byEnvironment(heads: readonly ErrorHead[]): readonly ErrorHead[] {
  const joined = new Map<
    string,
    { readonly seen: Map<string, Seen>; readonly releases: Set<string>; readonly feedback: FeedbackSeen[]; at: Instant }
  >()
  for (const head of heads) {
    const one = joined.get(head.environmentId) ?? { seen: new Map<string, Seen>(), releases: new Set<string>(), feedback: [], at: head.at }
    joined.set(head.environmentId, one)
    one.at = instant(Math.min(one.at, head.at))
    for (const release of head.releases) one.releases.add(release)
    one.feedback.push(...(head.feedback ?? []))
    for (const seen of head.seen) {
      const known = one.seen.get(seen.fingerprint)
      one.seen.set(seen.fingerprint, known ? joinSeen(known, seen) : seen)
    }
  }
  return [...joined.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([environmentId, { at, seen, releases, feedback }]) => {
      return { environmentId, at, feedback, seen: [...seen.values()], releases: [...releases] }
    })
}

interface Counting {
  readonly platform: Needs
  readonly tx: Tx
  readonly at: Instant
  readonly scope: Scope
}

async function countEnvironment(counting: Counting, { environmentId, seen, releases, feedback = [], at }: ErrorHead): Promise<void> {
  const { tx } = counting
  await insertFeedback(tx, { environmentId, feedback, at: counting.at })
  if (releases.length > 0) await store.putReleases(tx, { environmentId, releases, at })
  if (seen.length === 0) return
  const groupOf = await store.groupsOfFingerprints(
    tx,
    environmentId,
    seen.map(({ fingerprint }) => fingerprint),
  )
  const seenAt = await store.releasesSeenAt(
    tx,
    environmentId,
    seen.map(({ lastRelease }) => lastRelease),
  )
  for (const one of seen) {
    const groupId = groupOf.get(one.fingerprint)
    if (groupId === undefined) await addGroup(counting, environmentId, one)
    else {
      await store.countSeen(tx, { environmentId, groupId, seen: one })
      await reopen(counting, { groupId, seen: one, releaseSeenAt: seenAt.get(one.lastRelease) ?? null })
    }
  }
}

async function addGroup({ platform, tx, at, scope }: Counting, environmentId: string, seen: Seen): Promise<void> {
  const id = uuidv7()
  const { clientId, applicationId } = scope
  const draft = { id, clientId, applicationId, title: seen.title, state: 'open' as const, facts: { culprit: seen.culprit }, at }
  const label = labelOf('error_group', await insertRecord(tx, errorGroupKind, draft))
  await store.insertGroup(tx, { id, environmentId, seen })
  await platform.log.publish(tx, {
    event: errorGroupSeenFirst,
    actor: ACTOR,
    record: { kind: 'error_group', id },
    scope,
    at,
    particulars: { label, environmentId, level: seen.level, release: seen.firstRelease },
  })
}

/** Opens a group that was resolved or ignored, when these errors say so. Most groups are open, and then this is one statement. */
async function reopen(
  { platform, tx, at, scope }: Counting,
  { groupId, seen, releaseSeenAt }: { readonly groupId: string; readonly seen: Seen; readonly releaseSeenAt: Instant | null },
): Promise<void> {
  const known = await findRecord(tx, groupId)
  if (known === undefined || known.state === 'open') return
  const [record, group] = [await lockRecord(tx, groupId), await store.findGroup(tx, groupId)]
  if (record === undefined || group === undefined) return
  const came = { lastAt: seen.lastAt, events: group.events, releaseSeenAt }
  const reason = judgeArrival({ ...group, state: record.state as GroupState }, came)
  if (reason === null) return
  await updateRecord(tx, errorGroupKind, { ...draftOf(record), state: 'open', facts: { culprit: group.culprit }, at })
  await store.settleGroup(tx, groupId, {})
  await platform.log.publish(tx, {
    event: errorGroupCameBack,
    actor: ACTOR,
    record: { kind: 'error_group', id: groupId },
    scope,
    at,
    particulars: { label: labelOf('error_group', record.number), environmentId: group.environmentId, reason, release: seen.lastRelease },
  })
}

/** What a change of the record leaves as it is. */
export function draftOf({ id, clientId, applicationId, title, assigneeId, dueAt, priority, version }: RecordRow) {
  return { id, clientId, applicationId, title, assigneeId, dueAt, priority, version }
}
