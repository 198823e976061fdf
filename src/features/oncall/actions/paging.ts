/** What the engine needs, and what every act on a page shares: its place, its plan, its decisions and events. */
import { uuidv7 } from 'uuidv7'
import { pageOpened } from '#events/oncall.ts'
import type { ActorRef, EventDraft, EventKind, Scope } from '#kit/event.ts'
import type { BusinessCalendar } from '#kit/calendar.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { calendarOf, escalationOf, planOf, type Plan } from '#core/plan/public.ts'
import type { Channels } from '#features/channels/public.ts'
import { policyOfPlan, type Policy } from '../domain/policy.ts'
import { findPolicy } from '../store/policies.ts'
import { insertDecision, listSubjects, type DecisionRow, type PageRow } from '../store/pages.ts'

export interface Paging {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log' | 'due' | 'logger' | 'metrics' | 'clickhouse'>
  readonly channels: Channels
  /** Says, once the transaction has committed, that messages wait. */
  wake(tx: Tx): void
}

/** Due rows of a page: its next turn, or the end of waiting for business hours. */
export const PAGE_DUE = 'oncall.page'
/** Due rows of a message: nobody answered it. */
export const CHANNEL_DUE = 'oncall.channel'

export const SYSTEM: ActorRef = { kind: 'system', id: 'oncall' }

export interface PagePlan {
  readonly plan: Plan
  readonly calendar: BusinessCalendar
  readonly policy: Policy
}

/** The plan that counts for a page now, and its policy. */
export async function pagePlan(
  { platform }: Paging,
  tx: Tx,
  { clientId, applicationId, severity }: Pick<PageRow, 'clientId' | 'applicationId' | 'severity'>,
): Promise<PagePlan> {
  const { plan, zone } = await planOf(platform).effective({ clientId, applicationId }, { tx })
  const own = applicationId === null ? undefined : await findPolicy(tx, applicationId)
  const { pageRoles } = plan.severity.consequences[severity]
  return { plan, calendar: calendarOf(plan, zone), policy: own ?? policyOfPlan({ pageRoles, entries: escalationOf(plan, severity) }) }
}

/** Pages are the team's own. */
export function scopeOfPage({ clientId, applicationId }: Pick<PageRow, 'clientId' | 'applicationId'>): Scope {
  return { clientId, applicationId, audience: 'internal' }
}

/** Keeps a decision with its named reason. */
export async function decide(
  tx: Tx,
  pageId: string,
  of: Pick<DecisionRow, 'kind' | 'reason' | 'at'> & Partial<Pick<DecisionRow, 'personId' | 'detail'>>,
): Promise<void> {
  await insertDecision(tx, { personId: null, detail: {}, ...of, id: uuidv7(), pageId })
}

type PageEvent = EventKind<(typeof pageOpened)['particulars']>

export interface Telling {
  readonly event: EventKind
  readonly actor: ActorRef
  readonly at: Instant
  readonly reason: string
  readonly more?: object
}

/** Publishes what happened to a page, naming what it was opened for. */
export async function tellPage({ platform }: Paging, tx: Tx, page: PageRow, told: Telling): Promise<void> {
  const [first] = await listSubjects(tx, { pageIds: [page.id], limit: 1 })
  if (first === undefined) return
  const particulars = { title: page.title, aboutKind: first.kind, aboutId: first.id, reason: told.reason, ...told.more }
  const draft = { event: told.event as PageEvent, actor: told.actor, at: told.at, particulars }
  const record = { kind: 'page', id: page.id } as const
  await platform.log.publish(tx, { ...draft, record, scope: scopeOfPage(page) } satisfies EventDraft<PageEvent['particulars']>)
}

export function setDue({ platform }: Paging, tx: Tx, pageId: string, at: Instant): Promise<void> {
  return platform.due.set(tx, { kind: PAGE_DUE, record: pageId, at })
}
