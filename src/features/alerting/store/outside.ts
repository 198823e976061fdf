/** Alerts whose rules stand in other tools, as they are looked up when more comes from there. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import type { Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { OutsideOpen } from '../domain/outside.ts'
import type { JudgedOutside, Labels } from '../domain/rule.ts'
import type { Matchable } from '../domain/silence.ts'
import type { AlertSeverity, AlertState } from '../domain/words.ts'

export interface OutsideOpenRow extends OutsideOpen {
  readonly alertId: string
  readonly target: string
  readonly title: string
}

export interface OutsideTargets {
  readonly ruleKey: string
  readonly environmentId: string
  readonly targets: readonly string[]
}

/** Open alerts of these targets. */
export function listOutsideOpen(tx: Tx, { ruleKey, environmentId, targets }: OutsideTargets): Promise<OutsideOpenRow[]> {
  const query = sql<OutsideOpenRow>`
    select a.id as "alertId", w.target, w.state as watch, r.state, a.severity, r.title
    from alert_watch w join alert a on a.watch_id = w.id and a.recovered_at is null ${joinRecord(sql`a.id`)}
    where w.rule_key = ${ruleKey} and w.environment_id = ${environmentId} and w.target = any(${targets}::text[])`
  return named(tx, 'alerting.listOutsideOpen', query)
}

/** Targets of a source that have an open alert, by name, so that all of them can be ended. */
export function listOutsideTargets(
  tx: Tx,
  of: { readonly ruleKey: string; readonly limit: number },
): Promise<{ readonly target: string }[]> {
  const query = sql<{ target: string }>`
    select w.target from alert_watch w join alert a on a.watch_id = w.id and a.recovered_at is null
    where w.rule_key = ${of.ruleKey} order by w.target limit ${of.limit}`
  return named(tx, 'alerting.listOutsideTargets', query)
}

/** The tool says something else of an open alert now. */
export async function setOutside(
  tx: Tx,
  of: { readonly id: string; readonly severity: AlertSeverity; readonly labels: Labels; readonly source: JudgedOutside },
): Promise<void> {
  const query = sql`
    update alert set severity = ${of.severity}, labels = ${JSON.stringify(of.labels)}::jsonb, source = ${JSON.stringify(of.source)}::jsonb
    where id = ${of.id}`
  await affected(tx, 'alerting.setOutside', query)
}

export interface OutsideTextRow {
  readonly id: string
  readonly labels: Labels
}

/** Labels of alerts that came from outside, by id: tools may name anybody in them. */
export function listOutsideTexts(tx: Tx, of: { readonly afterId: string | null; readonly limit: number }): Promise<OutsideTextRow[]> {
  const query = sql<OutsideTextRow>`
    select id, labels from alert
    where source->>'kind' = 'outside' and (${of.afterId}::uuid is null or id > ${of.afterId}::uuid) order by id limit ${of.limit}`
  return named(tx, 'alerting.listOutsideTexts', query)
}

/** The alert and its watch. */
export async function rewriteOutsideLabels(tx: Tx, of: { readonly id: string; readonly labels: Labels }): Promise<void> {
  const labels = JSON.stringify(of.labels)
  await affected(tx, 'alerting.rewriteOutsideLabels', sql`update alert set labels = ${labels}::jsonb where id = ${of.id}`)
  const watch = sql`
    update alert_watch w set labels = ${labels}::jsonb from alert a where a.id = ${of.id} and w.id = a.watch_id`
  await affected(tx, 'alerting.rewriteOutsideWatch', watch)
}

export interface OpenAlertRow extends Matchable {
  readonly id: string
  readonly target: string
  readonly title: string
  readonly state: AlertState
  readonly foldedInto: string | null
  readonly openedAt: Instant
  readonly updatedAt: Instant
}

/** Open alerts of an environment, whosever rules they are of; the latest first. */
export function listOpenIn(tx: Tx, of: { readonly environmentId: string; readonly limit: number }): Promise<OpenAlertRow[]> {
  const query = sql<OpenAlertRow>`
    select a.id, a.target, r.title, r.state, a.application_id as "applicationId", a.environment_id as "environmentId",
      a.component_id as "componentId", a.rule_key as "ruleKey", a.rule_name as "ruleName", a.severity, a.labels,
      a.folded_into as "foldedInto", a.opened_at as "openedAt", r.updated_at as "updatedAt"
    from alert a ${joinRecord(sql`a.id`)}
    where a.environment_id = ${of.environmentId} and a.recovered_at is null order by a.opened_at desc, a.id desc limit ${of.limit}`
  return named(tx, 'alerting.listOpenIn', query)
}
