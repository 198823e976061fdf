/** What happened to incidents and windows becomes drafts of posts. */
import { incidentDeclared, incidentMoved, incidentReleased, incidentSeverityChanged } from '#events/incidents.ts'
import { windowCancelled, windowChanged, windowEnded, windowPlanned, windowStarted } from '#events/maintenance.ts'
import type { SealedEvent } from '#kit/event.ts'
import { instant } from '#kit/time.ts'
import type { Reaction } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { draftForIncident, draftNextUpdate, draftSeverity, type DraftNeeds, type IncidentNews } from '../actions/draft-incident.ts'
import { draftForWindow, draftWindowStep, type WindowNews } from '../actions/draft-window.ts'

export function incidentReaction(platform: DraftNeeds): Reaction {
  return {
    name: 'statuspage.draft_incidents',
    on: [incidentDeclared, incidentMoved, incidentSeverityChanged, incidentReleased],
    react: (event, tx) => draftIncident(platform, event, tx),
  }
}

/** A security incident has posts from its release on, and from then on is told like any other. */
async function draftIncident(platform: DraftNeeds, event: SealedEvent, tx: Tx): Promise<void> {
  const { kind, particulars } = event
  const { type, severity } = particulars as { readonly type: 'operational' | 'security'; readonly severity: IncidentNews['severity'] }
  const { clientId, applicationId } = event.scope
  const news = { incidentId: event.record.id, clientId, applicationId, severity, at: event.at }
  const componentIds = (particulars['componentIds'] ?? []) as readonly string[]
  if (kind === incidentReleased.kind || (kind === incidentDeclared.kind && type === 'operational'))
    return draftForIncident(platform, tx, { ...news, componentIds })
  if (kind === incidentMoved.kind) return draftNextUpdate(platform, tx, { ...news, to: String(particulars['to']) })
  if (kind === incidentSeverityChanged.kind) return draftSeverity(platform, tx, news)
}

export function windowReaction(platform: DraftNeeds): Reaction {
  return {
    name: 'statuspage.draft_windows',
    on: [windowPlanned, windowChanged, windowCancelled, windowStarted, windowEnded],
    react: (event, tx) => draftWindow(platform, event, tx),
  }
}

const STEPS = {
  [windowChanged.kind]: 'moved',
  [windowStarted.kind]: 'started',
  [windowEnded.kind]: 'ended',
  [windowCancelled.kind]: 'cancelled',
} as const

async function draftWindow(platform: DraftNeeds, event: SealedEvent, tx: Tx): Promise<void> {
  const planned = event.particulars as {
    title: string
    applicationId: string
    startsAt: string
    endsAt: string
    isPublic: boolean
    fields?: string[]
  }
  if (!planned.isPublic) return
  const times = { startsAt: instant(planned.startsAt), endsAt: instant(planned.endsAt) }
  const about = { windowId: event.record.id, title: planned.title, clientId: event.scope.clientId, applicationId: planned.applicationId }
  const news: WindowNews = { ...about, ...times, at: event.at }
  const step = STEPS[event.kind]
  if (step === undefined) return draftForWindow(platform, tx, news)
  // A window may have become public only now.
  if (step === 'moved') await draftForWindow(platform, tx, news)
  const isMoved = planned.fields?.some((field) => field === 'startsAt' || field === 'endsAt') ?? false
  if (step !== 'moved' || isMoved) await draftWindowStep(platform, tx, { ...news, step })
}
