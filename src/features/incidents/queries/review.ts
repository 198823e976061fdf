/** The review of an incident, with the facts that the log knows. */
import { peopleByIds, requirePermission } from '#core/identity/public.ts'
import { labelOf } from '#core/records/contract/kind.ts'
import { eventWordsOf, scopeOfRecord, showActor } from '#core/records/public.ts'
import { tasksOf } from '#core/tasks/public.ts'
import { pageAcknowledged, pageEscalated, pageOpened } from '#events/oncall.ts'
import type { EventKind, SealedEvent } from '#kit/event.ts'
import type { Thing } from '#kit/ids.ts'
import { HOUR_MS, later, toIso, type Instant } from '#kit/time.ts'
import type { VisibleScope } from '#platform/log/log.ts'
import type { Tx } from '#platform/work.ts'
import { seenIncident, type Known } from '../access/incident.ts'
import { isReviewRequired } from '../access/review.ts'
import type { Review } from '../contract/reviews.ts'
import { timesOf } from '../domain/moves.ts'
import { WRITE_INCIDENTS } from '../domain/permissions.ts'
import { reviewDocument, type ReviewFacts, type ReviewLine } from '../domain/review.ts'
import { countAlerts, listAlerts } from '../store/alerts.ts'
import { listMoves, type MoveRow } from '../store/moves.ts'
import { findReview } from '../store/reviews.ts'
import type { Ask } from './incidents.ts'

/** A file does not know its reader's zone. */
const inWords = (at: Instant): string => `${toIso(at).slice(0, 16).replace('T', ' ')} UTC`

/** Longer ones would not be read. */
const LINES_MAX = 200
const ALERTS_TOLD_MAX = 10
/** Evidence whose pages are looked for. */
const ALERTS_PAGED_MAX = 500
/** What changed so long before the harm began may have caused it. */
const BEFORE_MS = 2 * HOUR_MS
const CHANGES_MAX = 50
/** What happens to these is work on something, or the incident itself, and causes none. */
const NO_CHANGES: ReadonlySet<Thing> = new Set(['alert', 'page', 'incident', 'task', 'comment', 'link', 'decision', 'file', 'status_post'])

/** Throws `common.not_found` for what the caller may not see. */
export function readReview({ platform, caller }: Ask, id: string): Promise<Review> {
  return platform.work.read(async (tx) => {
    const known = await seenIncident(tx, caller, id)
    requirePermission(caller, WRITE_INCIDENTS, scopeOfRecord(known.record))
    const moves = await listMoves(tx, id)
    const row = await findReview(tx, id)
    const words = { causes: row?.causes ?? '', lessons: row?.lessons ?? '', wentWell: row?.wentWell ?? '' }
    const actions = (await tasksOf(tx, id)).map(({ label, title, state }) => ({ label, title, isDone: state === 'done' }))
    const finishedBy = row?.finishedBy ?? null
    const people = await peopleByIds(tx, finishedBy === null ? [] : [finishedBy])
    return {
      ...words,
      finishedAt: row?.finishedAt ?? null,
      finishedBy: finishedBy === null ? null : { id: finishedBy, name: showActor({ kind: 'person', id: finishedBy }, people).name },
      isRequired: isReviewRequired(moves),
      document: reviewDocument(await factsOf(tx, platform, known, moves), { ...words, actions }),
    }
  })
}

async function factsOf(tx: Tx, platform: Ask['platform'], { record, incident }: Known, moves: readonly MoveRow[]): Promise<ReviewFacts> {
  const alerts = await listAlerts(tx, record.id, ALERTS_PAGED_MAX)
  const { clientId, applicationId } = record
  const place = { clientId, applicationId }
  // Its own course also from the time when it was private: whoever reads the review may read it all.
  const visible: readonly VisibleScope[] = [
    { ...place, audiences: ['internal', 'client', 'public'] },
    { ...place, audiences: ['restricted'], recordIds: [record.id] },
  ]
  const { harmStartedAt } = incident
  const course = await platform.log.eventsOf(record.id, { visible, before: null, limit: LINES_MAX })
  const before = { visible, before: null, from: later(harmStartedAt, -BEFORE_MS), to: harmStartedAt, limit: CHANGES_MAX }
  const changes = await platform.log.search(before)
  const about = new Set([record.id, ...alerts.map(({ alertId }) => alertId)])
  return {
    label: labelOf('incident', record.number),
    title: record.title,
    severity: incident.severity,
    harmStartedAt: inWords(harmStartedAt),
    times: timesOf(moves, harmStartedAt),
    peopleAffected: incident.peopleAffected,
    alerts: { count: (await countAlerts(tx, record.id)).count, titles: alerts.slice(0, ALERTS_TOLD_MAX).map(({ title }) => title) },
    course: await linesOf(
      tx,
      platform,
      course.items.filter(({ kind }) => kind.startsWith('incident.')),
    ),
    paged: await linesOf(tx, platform, await pagesOf(platform, { visible, about, known: { record, incident } })),
    changesBefore: await linesOf(
      tx,
      platform,
      changes.items.filter(({ record: { kind } }) => !NO_CHANGES.has(kind)),
    ),
  }
}

const pageKinds: readonly EventKind[] = [pageOpened, pageEscalated, pageAcknowledged]

/** What happened to pages about it or its alerts since the harm began, newest first. */
async function pagesOf(
  { log }: Ask['platform'],
  { visible, about, known }: { readonly visible: readonly VisibleScope[]; readonly about: ReadonlySet<string>; readonly known: Known },
): Promise<readonly SealedEvent[]> {
  const from = known.incident.harmStartedAt
  const found = await Promise.all(pageKinds.map(({ kind }) => log.search({ visible, before: null, kind, from, limit: LINES_MAX })))
  const ofIncident = found.flatMap(({ items }) => items.filter(({ particulars }) => about.has(String(particulars['aboutId']))))
  return ofIncident.toSorted((one, other) => other.seq - one.seq)
}

/** Oldest first, from newest first. Who a person was is left out. */
async function linesOf(tx: Tx, platform: Pick<Ask['platform'], 'log'>, events: readonly SealedEvent[]): Promise<readonly ReviewLine[]> {
  const told = await eventWordsOf(platform).tell(tx, events.toReversed())
  return told.map(({ at, actor, sentence }) => ({
    at: inWords(at),
    who: actor.kind === 'system' ? 'Pitcrew' : 'Somebody',
    words: sentence,
  }))
}
