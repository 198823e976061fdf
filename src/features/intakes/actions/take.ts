/** Takes alerts of a source: some at once, each written together with the alert that opens, changes or ends by it. */
import { createHash } from 'node:crypto'
import {
  placeOf,
  turnOutside,
  type OutsideAlert,
  type OutsideSource,
  type OutsideTurned,
  type WatchedPlace,
} from '#features/alerting/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { intakeCodes } from '../contract/codes.ts'
import type { Arrived } from '../domain/arrived.ts'
import { linkOf } from '../domain/fields.ts'
import { ENDS_WITHIN_MS, TAKEN_AT_ONCE } from '../domain/limits.ts'
import { severityOf, type SeverityDecision } from '../domain/severity.ts'
import type { Outcome } from '../domain/words.ts'
import { nextEnd, putSaid, setResolved } from '../store/alerts.ts'
import { noteReceived, type SourceRow } from '../store/sources.ts'
import { addTally } from '../store/tally.ts'

/** Name of what falls due when alerts of a source have not come again. */
export const EXPIRE = 'intakes.expire'

/** The name that the digest of a key has as a target. */
export const targetOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Resolves when all of them are written. Throws `intakes.archived`; what was written before stays. */
export async function takeAlerts(needs: Needs, source: SourceRow, alerts: readonly Arrived[]): Promise<void> {
  const place = await placeOf(needs, source.environmentId, source.applicationId)
  if (place === undefined) throw new Fault(intakeCodes.archived)
  const byTarget = new Map(alerts.map((alert) => [targetOf(alert.key), alert]))
  const targets = [...byTarget]
  const rounds = Math.max(1, Math.ceil(targets.length / TAKEN_AT_ONCE))
  for (let round = 0; round < rounds; round++) {
    const some = targets.slice(round * TAKEN_AT_ONCE, (round + 1) * TAKEN_AT_ONCE)
    await needs.work.run((tx) => takeSome(needs, tx, { source, place, some }))
  }
}

interface Taking {
  readonly source: SourceRow
  readonly place: WatchedPlace
  /** By target. */
  readonly some: readonly (readonly [string, Arrived])[]
}

async function takeSome(needs: Needs, tx: Tx, { source, place, some }: Taking): Promise<void> {
  const at = needs.clock.now()
  if (!(await noteReceived(tx, { id: source.id, at }))) throw new Fault(common.unauthenticated)
  const read = some.map(([target, arrived]) => {
    const severity = severityOf(arrived.severity, source.settings.severities)
    return { target, arrived, severity }
  })
  const turned = await turnOutside(needs, tx, { place, source: outsideOf(source), alerts: read.map((one) => outsideAlert(source, one)) })
  const rows = read.flatMap(({ target, arrived, severity }, index) => {
    const alertId = turned[index]?.alertId ?? null
    if (alertId === null || arrived.state !== 'firing') return []
    const { description, annotations, link, severity: severitySaid, startsAt } = arrived
    const said = { description, annotations, link, severitySaid, startsAt, endsAt: endOf(arrived, at) }
    return [{ ...said, target, alertId, severityReason: severity.reason }]
  })
  if (rows.length > 0) await putSaid(tx, { sourceId: source.id, at, rows })
  const over = read.flatMap(({ target, arrived }) => (arrived.state === 'resolved' ? [target] : []))
  if (over.length > 0) await setResolved(tx, { sourceId: source.id, targets: over, at })
  await addTally(tx, { sourceId: source.id, at, counted: count(turned.map(({ reason }) => reason)) })
  await watchEnds(needs, tx, source.id)
}

interface Read {
  readonly target: string
  readonly arrived: Arrived
  readonly severity: SeverityDecision
}

/** A tool in the form in which alerting knows sources. */
export function outsideOf({ id, kind: tool, environmentId, componentId }: SourceRow): OutsideSource {
  return { id, tool, environmentId, componentId, isCheck: tool === 'uptime_kuma' }
}

function outsideAlert({ name, settings }: SourceRow, { target, arrived, severity }: Read): OutsideAlert {
  const { state, ruleName, title, labels, component, link } = arrived
  const labelled = settings.componentLabel === '' ? undefined : labels[settings.componentLabel]
  return {
    target,
    state,
    severity: severity.severity,
    ruleName: ruleName ?? name,
    title,
    labels,
    component: labelled ?? component,
    link,
    // The name that Prometheus and Grafana have for it.
    runbookUrl: linkOf(arrived.annotations['runbook_url']),
  }
}

const endOf = ({ endsAt }: Arrived, at: Instant): Instant | null => (endsAt === null || endsAt > later(at, ENDS_WITHIN_MS) ? null : endsAt)

/** How often each, by name. */
export function count(outcomes: readonly (OutsideTurned['reason'] | Outcome)[]): readonly { outcome: Outcome; alerts: number }[] {
  const counts = new Map<Outcome, number>()
  for (const one of outcomes) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].map(([outcome, alerts]) => ({ outcome, alerts }))
}

/** Sees to it that the next alert that does not come again ends. */
export async function watchEnds({ due }: Pick<Needs, 'due'>, tx: Tx, sourceId: string): Promise<void> {
  const at = await nextEnd(tx, sourceId)
  if (at === null) await due.clear(tx, { kind: EXPIRE, record: sourceId })
  else await due.set(tx, { kind: EXPIRE, record: sourceId, at })
}
