/**
 * Keeps the windows that a support plan has as windows of each application under it. A change of a plan makes every application
 * concerned fall due; each is then brought in step in its own transaction, by how things are and not by what the event said.
 */
import { uuidv7 } from 'uuidv7'
import { activeApplication, listMapped, scopeOf } from '#core/catalog/public.ts'
import { calendarOf, planOf, type Plan } from '#core/plan/public.ts'
import type { RecordRef, Scope } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { lockWindow } from '../access/scope.ts'
import { scheduleOf } from '../domain/plan-schedule.ts'
import type { Schedule } from '../domain/recurrence.ts'
import { plannedWindows, type WindowRow } from '../store/windows.ts'
import type { Needs, Writing } from './act.ts'
import { addWindow, cancelWindow, rewriteWindow } from './plan-window.ts'

/** Names the rows of the due table; their record is the application. */
export const FOLLOW_PLAN = 'maintenance.follow_plan'

const PAGE = 500

/** Makes the applications below an organisation, client or application fall due. */
export async function followPlan(
  { due }: Pick<Platform, 'due'>,
  tx: Tx,
  { record, at }: { record: RecordRef; at: Instant },
): Promise<void> {
  if (record.kind === 'application') return due.set(tx, { kind: FOLLOW_PLAN, record: record.id, at })
  const clientId = record.kind === 'client' ? record.id : undefined
  let after: Parameters<typeof listMapped>[1]['after'] = null
  do {
    const page = await listMapped(tx, { reach: { everything: true }, clientId, applicationId: undefined, after, limit: PAGE })
    for (const { id } of page) await due.set(tx, { kind: FOLLOW_PLAN, record: id, at })
    const last = page.length === PAGE ? page.at(-1) : undefined
    after = last === undefined ? null : [last.sortName, last.id]
  } while (after !== null)
}

interface Wanted {
  readonly planKey: string
  readonly title: string
  readonly schedule: Schedule
}

export async function fallFollowPlan(platform: Needs, tx: Tx, applicationId: string): Promise<void> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) return
  const to: Writing = { platform, tx, at: platform.clock.now(), actor: { kind: 'system', id: FOLLOW_PLAN } }
  const standing = await plannedWindows(tx, applicationId)
  const wanted = (await activeApplication(tx, applicationId)) ? await wantedWindows(platform, to, scope, standing) : []
  for (const one of standing.filter(({ planKey }) => !wanted.some((other) => other.planKey === planKey))) {
    const claimed = await lockWindow(tx, one.id)
    if (claimed !== undefined && claimed.record.state !== 'cancelled') await cancelWindow(to, claimed)
  }
  for (const one of wanted) await keepInStep(to, scope, { one, standing: standing.find(({ planKey }) => planKey === one.planKey) })
}

async function wantedWindows(
  platform: Needs,
  { tx, at }: Writing,
  scope: Scope,
  standing: readonly WindowRow[],
): Promise<readonly Wanted[]> {
  const { plan, zone } = await planOf(platform).effective(scope, { tx })
  return Object.entries(plan.maintenance.windows).map(([planKey, window]) => ({
    planKey,
    title: window.title,
    schedule: scheduleOf(window, zoneOf(plan, zone, window.calendar), at, standing.find((one) => one.planKey === planKey) ?? null),
  }))
}

/** Holidays of the calendar do not matter: work is done when nobody else works. */
const zoneOf = (plan: Plan, zone: string, calendar: string): string => calendarOf(plan, zone, calendar).zone

async function keepInStep(
  to: Writing,
  scope: Scope,
  { one, standing }: { readonly one: Wanted; readonly standing: WindowRow | undefined },
): Promise<void> {
  const { planKey, title, schedule } = one
  if (standing === undefined) {
    const row = { ...asPlanned, ...schedule, id: uuidv7(), applicationId: scope.applicationId ?? '', planKey }
    await addWindow(to, { scope: { ...scope, audience: 'internal' }, title, row })
    return
  }
  const claimed = await lockWindow(to.tx, standing.id)
  if (claimed !== undefined) await rewriteWindow(to, claimed, { title, ...schedule })
}

/** What a plan does not say, people may change in the window. */
const asPlanned = {
  kind: 'window',
  environmentIds: [],
  componentIds: [],
  holdsAlerts: true,
  pausesClocks: false,
  freezesReleases: false,
  isPublic: false,
  publicText: '',
  note: '',
  createdBy: null,
} as const
