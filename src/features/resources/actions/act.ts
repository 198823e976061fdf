/** What every action of resources needs, and how it tells what happened. */
import type { z } from 'zod'
import {
  resourceFindingDismissed,
  resourceFindingOpened,
  resourceFindingReopened,
  resourceFindingSettled,
  resourceFindingTasked,
} from '#events/resources.ts'
import type { ActorRef, EventKind, Scope } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { subjectOf, type Found } from '../domain/findings.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'due' | 'clickhouse'>

/** Who acts, on which platform. */
export interface Act {
  readonly platform: Needs
  readonly caller: Caller
}

export interface Telling {
  readonly platform: Pick<Platform, 'log'>
  readonly tx: Tx
  readonly actor: ActorRef
  readonly scope: Scope
  readonly at: Instant
}

/** The rounds themselves. */
export const LOOKER: ActorRef = { kind: 'system', id: 'resources.look' }

type Finding = Found & { readonly id: string }

async function tell<P extends z.ZodType>(to: Telling, event: EventKind<P>, finding: Finding, more: Readonly<Record<string, unknown>> = {}) {
  const { platform, tx, actor, scope, at } = to
  const particulars = { findingId: finding.id, resource_finding: finding.kind, subject: subjectOf(finding.about), ...more } as z.input<P>
  await platform.log.publish(tx, { event, actor, record: { kind: 'environment', id: finding.environmentId }, scope, at, particulars })
}

export const tellOpened = (to: Telling, finding: Finding) => tell(to, resourceFindingOpened, finding, { concern: finding.concern })
export const tellTasked = (to: Telling, finding: Finding, taskId: string) => tell(to, resourceFindingTasked, finding, { taskId })
export const tellDismissed = (to: Telling, finding: Finding, reason: string) => tell(to, resourceFindingDismissed, finding, { reason })
export const tellReopened = (to: Telling, finding: Finding) => tell(to, resourceFindingReopened, finding)
export const tellSettled = (
  to: Telling,
  finding: Finding,
  { outcome, after }: { readonly outcome: 'won' | 'no_change' | 'gone'; readonly after: number | null },
) => tell(to, resourceFindingSettled, finding, { resource_outcome: outcome, before: finding.figure, after })
