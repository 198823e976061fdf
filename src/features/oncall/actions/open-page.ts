/** Opens a page, or lets what happened join one that is open. */
import { uuidv7 } from 'uuidv7'
import { pageEnded, pageOpened } from '#events/oncall.ts'
import type { Scope } from '#kit/event.ts'
import { nextOpenAt } from '#kit/open-time.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { GROUPING_MS } from '../domain/limits.ts'
import { isGraver, type PageSeverity } from '../domain/page.ts'
import {
  endSubject,
  findPagesAbout,
  insertPage,
  insertSubject,
  lockPage,
  lockPageOfPlace,
  updatePage,
  type PageRow,
  type SubjectRow,
} from '../store/pages.ts'
import { decide, pagePlan, setDue, SYSTEM, tellPage, type Paging } from './paging.ts'
import { closePage } from './close-page.ts'
import { takeTurn } from './take-turn.ts'

export interface About extends Pick<SubjectRow, 'kind' | 'id' | 'title' | 'ruleKey'> {
  readonly severity: PageSeverity
  readonly scope: Scope
  readonly environmentId: string | null
  /** The alert an incident was declared from. */
  readonly alertId: string | null
  readonly at: Instant
}

/** Idempotent: what pages already only becomes graver. */
export async function openPage(paging: Paging, tx: Tx, about: About): Promise<void> {
  const [known] = await findPagesAbout(tx, about)
  if (known !== undefined) return raise(paging, tx, known, about)
  const joined = await joinable(tx, about)
  if (joined === undefined) return openNew(paging, tx, about)
  await insertSubject(tx, { ...about, pageId: joined.page.id, joinedAt: about.at })
  await decide(tx, joined.page.id, { kind: 'joined', reason: joined.reason, at: about.at, detail: { title: about.title } })
}

async function joinable(tx: Tx, about: About): Promise<{ readonly page: PageRow; readonly reason: string } | undefined> {
  if (about.alertId !== null) {
    const [ofAlert] = await findPagesAbout(tx, { kind: 'alert', id: about.alertId })
    const page = ofAlert === undefined ? undefined : await lockPage(tx, ofAlert)
    if (page !== undefined) return { page, reason: 'incident_of_its_alert' }
  }
  const { applicationId } = about.scope
  if (about.kind === 'incident' || applicationId === null) return undefined
  const page = await lockPageOfPlace(tx, { applicationId, environmentId: about.environmentId, since: later(about.at, -GROUPING_MS) })
  return page === undefined || isGraver(about.severity, page.severity) ? undefined : { page, reason: 'same_place_at_the_same_time' }
}

async function openNew(paging: Paging, tx: Tx, about: About): Promise<void> {
  const { scope, severity, at, title, environmentId } = about
  const { clientId, applicationId } = scope
  const { plan, calendar } = await pagePlan(paging, tx, { clientId, applicationId, severity })
  const when = plan.severity.consequences[severity].page
  if (when === 'never') return
  const opensAt = when === 'business_hours' ? (nextOpenAt(calendar, at) ?? at) : at
  const isHeld = opensAt > at
  const reason = isHeld ? 'waits_for_business_hours' : when === 'business_hours' ? 'within_business_hours' : 'pages_day_and_night'
  const row = { id: uuidv7(), clientId, applicationId, environmentId, title, severity, reason, openedAt: at }
  const page = { ...row, ...BEGINNING, state: isHeld ? 'held' : 'open', nextAt: isHeld ? opensAt : null } as const
  await insertPage(tx, page)
  await insertSubject(tx, { ...about, pageId: page.id, joinedAt: at })
  await decide(tx, page.id, { kind: isHeld ? 'held' : 'opened', reason, at })
  await tellPage(paging, tx, page, { event: pageOpened, actor: SYSTEM, at, reason })
  if (isHeld) await setDue(paging, tx, page.id, opensAt)
  else await takeTurn(paging, tx, { page, turn: 0, reason, at })
}

const BEGINNING = { turn: 0, answeredBy: null, answeredAt: null, answeredVia: null, endedAt: null } as const

/** What waits for the morning does not wait when it becomes graver. */
async function raise(paging: Paging, tx: Tx, pageId: string, { severity, at }: About): Promise<void> {
  const page = await lockPage(tx, pageId)
  if (page === undefined || !isGraver(severity, page.severity)) return
  const { plan } = await pagePlan(paging, tx, { ...page, severity })
  const graver = { ...page, severity }
  await updatePage(tx, graver)
  await decide(tx, pageId, { kind: 'raised', reason: 'became_graver', at, detail: { severity } })
  if (page.state !== 'held' || plan.severity.consequences[severity].page !== 'day_and_night') return
  await takeTurn(paging, tx, { page: graver, turn: 0, reason: 'became_graver', at })
}

/** What pages are about is over; a page ends with the last of it. */
export async function endAbout(
  paging: Paging,
  tx: Tx,
  { kind, id, reason, at }: Pick<SubjectRow, 'kind' | 'id'> & { readonly reason: string; readonly at: Instant },
): Promise<void> {
  for (const pageId of await findPagesAbout(tx, { kind, id })) {
    const page = await lockPage(tx, pageId)
    if (page === undefined || page.state === 'ended') continue
    if ((await endSubject(tx, { kind, id, pageId, at })) > 0) continue
    await closePage(paging, tx, page, { state: 'ended', reason, at })
    await decide(tx, pageId, { kind: 'ended', reason, at })
    await tellPage(paging, tx, page, { event: pageEnded, actor: SYSTEM, at, reason })
  }
}
