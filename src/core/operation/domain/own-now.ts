/** What of the installation itself needs a person. Facts come in, lines for the first screen go out. Pure. */
import { HOUR_MS, later, type Instant } from '#kit/time.ts'
import type { Band } from './now.ts'

export interface Line {
  readonly band: Band
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
  readonly title: string
  readonly reason: string
  readonly href: string
  readonly since: Instant
}

/** Things that wait: how many (`more`: at least so many), and since when the one that says it best. */
export interface Waiting {
  readonly count: number
  readonly more: boolean
  readonly since: Instant
}

export interface OwnFacts {
  readonly deadJobs: Waiting | null
  readonly parkedReactions: Waiting | null
  readonly audit: {
    /** The latest walk that came to a result. */
    readonly last: { readonly passed: boolean; readonly at: Instant; readonly faultSeq: number | null } | null
    readonly everyHours: number
    /** When the log began, which counts until the first walk. */
    readonly since: Instant
  } | null
  /** Open invitations whose links end soon or have ended; `expiresAt` of the first. */
  readonly invitations: { readonly count: number; readonly expiresAt: Instant } | null
  /** Applications for which nobody is responsible; `first` is the name of one. */
  readonly ownerless: { readonly count: number; readonly first: string; readonly since: Instant } | null
  readonly now: Instant
}

/** An invitation is told this long before its link ends: a working day in which to remind somebody. */
export const INVITATION_NOTICE_MS = 24 * HOUR_MS

/** A walk may be late by as much again as the setting says before anybody is bothered. */
const LATE_FACTOR = 2

export function ownLines(facts: OwnFacts): readonly Line[] {
  return [
    auditLine(facts),
    deadLine(facts.deadJobs),
    parkedLine(facts.parkedReactions),
    invitationsLine(facts),
    ownerlessLine(facts),
  ].filter((line) => line !== null)
}

function auditLine({ audit, now }: OwnFacts): Line | null {
  if (audit === null) return null
  const { last, everyHours, since } = audit
  const href = '/audit/integrity'
  if (last && !last.passed) {
    const values = { seq: last.faultSeq ?? '?' }
    const reason = `The last verification found that event ${values.seq} is not what was sealed.`
    return { band: 'burning', key: 'operation.audit_broken', values, title: 'The audit trail is broken', reason, href, since: last.at }
  }
  const lateAt = later(last?.at ?? since, LATE_FACTOR * everyHours * HOUR_MS)
  if (now < lateAt) return null
  const line = { band: 'due', title: 'The audit trail is not being verified', href, since: lateAt } as const
  if (last === null) return { ...line, key: 'operation.audit_never_verified', values: {}, reason: 'It was never verified.' }
  const values = { factor: LATE_FACTOR, everyHours }
  const reason = `It was last verified longer ago than ${LATE_FACTOR} × ${everyHours} h.`
  return { ...line, key: 'operation.audit_verified_late', values, reason }
}

function deadLine(dead: Waiting | null): Line | null {
  if (dead === null) return null
  const { count, more, since } = dead
  const title = `${numberOf(dead)} ${count === 1 ? 'job has' : 'jobs have'} given up`
  const reason = 'Tried as often as allowed; nothing happens until somebody retries or discards them.'
  const key = more ? 'operation.dead_jobs_or_more' : 'operation.dead_jobs'
  return { band: 'waiting', key, values: { count }, title, reason, href: '/jobs', since }
}

function parkedLine(parked: Waiting | null): Line | null {
  if (parked === null) return null
  const { count, more, since } = parked
  const title = `${numberOf(parked)} parked ${count === 1 ? 'record' : 'records'}`
  const reason = 'A reaction failed on an event, so the later events of the same record wait behind it.'
  const key = more ? 'operation.parked_records_or_more' : 'operation.parked_records'
  return { band: 'waiting', key, values: { count }, title, reason, href: '/jobs?tab=parked', since }
}

function invitationsLine({ invitations, now }: OwnFacts): Line | null {
  if (invitations === null) return null
  const { count, expiresAt } = invitations
  const line = { band: 'due', href: '/people/invitations', since: later(expiresAt, -INVITATION_NOTICE_MS) } as const
  if (expiresAt <= now) {
    const title = `${countOf(count, 'invitation has', 'invitations have')} ended or will soon`
    const reason = 'The first link has ended; invite again or withdraw.'
    return { ...line, key: 'operation.invitations_ended', values: { count }, title, reason }
  }
  const hours = Math.ceil((expiresAt - now) / HOUR_MS)
  const title = `${countOf(count, 'invitation ends', 'invitations end')} soon`
  const reason = `The first link ends in ${hours} h; invite again or withdraw.`
  return { ...line, key: 'operation.invitations_ending', values: { count, hours }, title, reason }
}

function ownerlessLine({ ownerless }: OwnFacts): Line | null {
  if (ownerless === null) return null
  const { count, first, since } = ownerless
  const title = count === 1 ? `Nobody looks after ${first}` : `Nobody looks after ${count} applications`
  const reason = 'No owner is named, so nobody would be asked when something breaks.'
  return { band: 'due', key: 'operation.ownerless', values: { count, first }, title, reason, href: '/applications', since }
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

function numberOf({ count, more }: Waiting): string {
  return more ? `${count} or more` : String(count)
}
