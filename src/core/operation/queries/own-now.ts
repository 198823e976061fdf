/** What of the installation itself needs this caller. */
import { coverageSummary } from '#core/catalog/public.ts'
import { endingInvitations, organisationScope } from '#core/identity/public.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { NowItem } from '#platform/module.ts'
import type { Needs } from '../needs.ts'
import { verifyEveryHours } from '../contract/setting.ts'
import { COUNTED_MAX } from '../domain/bounds.ts'
import { INVITATION_NOTICE_MS, ownLines, type OwnFacts, type Waiting } from '../domain/own-now.ts'
import { READ_AUDIT, READ_JOBS } from '../domain/permissions.ts'
import { settingsOf } from '../settings.ts'
import { lastResult } from '../store/verifications.ts'

/** Who invites is who is reminded. */
const WRITE_PEOPLE = 'identity.people.write'

/** Only what the caller may look into: a line that leads to a closed door helps nobody. */
export async function ownNow(platform: Needs, caller: Caller): Promise<readonly NowItem[]> {
  const mayJobs = caller.may(READ_JOBS, organisationScope)
  const mayAudit = caller.may(READ_AUDIT, organisationScope)
  const mayInvite = caller.may(WRITE_PEOPLE, organisationScope)
  const [deadJobs, parkedReactions, audit, invitations, coverage] = await Promise.all([
    mayJobs ? waitingDead(platform) : null,
    mayJobs ? waitingParked(platform) : null,
    mayAudit ? auditFacts(platform) : null,
    mayInvite ? invitationsToRemind(platform) : null,
    coverageSummary({ platform, caller }),
  ])
  return ownLines({ deadJobs, parkedReactions, audit, invitations, ...coverage, now: platform.clock.now() })
}

/** The list runs from the newest, so the last one that is counted says since when. */
async function waitingDead({ jobs }: Needs): Promise<Waiting | null> {
  return waitingOf((await jobs.dead({ before: null, limit: COUNTED_MAX })).map(({ failedAt }) => failedAt))
}

async function waitingParked({ log }: Needs): Promise<Waiting | null> {
  return waitingOf((await log.parked({ after: null, limit: COUNTED_MAX })).map(({ parkedAt }) => parkedAt))
}

function waitingOf(since: readonly Instant[]): Waiting | null {
  const [first, ...rest] = since
  if (first === undefined) return null
  const eldest = rest.reduce((earliest, at) => (at < earliest ? at : earliest), first)
  return { count: since.length, more: since.length === COUNTED_MAX, since: eldest }
}

async function invitationsToRemind({ work, clock }: Needs): Promise<OwnFacts['invitations']> {
  const before = later(clock.now(), INVITATION_NOTICE_MS)
  return (await work.read((tx) => endingInvitations(tx, before))) ?? null
}

/** Before the first event there is nothing to verify. */
async function auditFacts(platform: Needs): Promise<OwnFacts['audit']> {
  const [first] = await platform.log.read(0, 1)
  if (first === undefined) return null
  return platform.work.read(async (tx) => {
    const everyHours = await settingsOf(platform).value(tx, verifyEveryHours)
    const row = await lastResult(tx)
    const last = row ? { passed: row.state === 'passed', at: row.finishedAt ?? row.startedAt, faultSeq: row.faultSeq } : null
    return { last, everyHours, since: first.at }
  })
}
