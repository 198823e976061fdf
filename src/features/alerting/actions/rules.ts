/** Adding, changing and deleting rules that people make. */
import { isDeepStrictEqual } from 'node:util'
import { uuidv7 } from 'uuidv7'
import { componentsOf, environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { planOf } from '#core/plan/public.ts'
import { alertRuleChanged, alertRuleCreated, alertRuleDeleted } from '#events/alerting.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault, type FieldFault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { sourceFaults } from '../access/source-faults.ts'
import { alertCodes } from '../contract/codes.ts'
import { RULES_MAX } from '../domain/limits.ts'
import { WRITE_RULES } from '../domain/permissions.ts'
import type { Source } from '../domain/rule.ts'
import type { Condition } from '../domain/watch.ts'
import type { AlertSeverity } from '../domain/words.ts'
import { countRules, deleteRule as removeRule, insertRule, lockRule, updateRule, type RuleRow } from '../store/rules.ts'

export interface RuleAct {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

export interface RuleDraft {
  readonly name: string
  readonly severity: AlertSeverity
  readonly mode?: RuleRow['mode'] | undefined
  readonly environmentId: string | null
  readonly componentId: string | null
  readonly source: Source
  readonly condition: Condition
  readonly runbookUrl: string | null
}

/** Returns the UUID. */
export function createRule(act: RuleAct, applicationId: string, draft: RuleDraft): Promise<string> {
  return act.platform.work.run((tx) => createRuleWithin(tx, act, applicationId, draft))
}

/** The same in a transaction of the caller. `managedBy` is the path of a configuration file; null: people made it. */
export async function createRuleWithin(
  tx: Tx,
  { platform, caller }: RuleAct,
  applicationId: string,
  { managedBy = null, ...draft }: RuleDraft & { readonly managedBy?: string | null },
): Promise<string> {
  const scope = await claimApplication(tx, { platform, caller }, applicationId)
  await expectFitting(tx, applicationId, draft)
  if ((await countRules(tx, applicationId)) >= RULES_MAX) throw new Fault(alertCodes.too_many_rules)
  const at = platform.clock.now()
  const { plan } = await planOf(platform).effective({ clientId: scope.clientId, applicationId }, { tx })
  const row = { ...draft, id: uuidv7(), applicationId, mode: draft.mode ?? plan.restraint.newRulesStart, managedBy, at }
  await insertRule(tx, row)
  const record = { kind: 'alert_rule', id: row.id } as const
  const particulars = { name: row.name, applicationId }
  await platform.log.publish(tx, { event: alertRuleCreated, actor: caller.ref, record, scope, at, particulars })
  return row.id
}

export interface RuleChange {
  readonly id: string
  readonly version: number | undefined
  readonly draft: RuleDraft
  /** Stays as it is unless said. */
  readonly managedBy?: string
}

/** Writes it anew. Throws `common.not_found` or `common.version_mismatch`. */
export function changeRule(act: RuleAct, change: RuleChange): Promise<void> {
  return act.platform.work.run((tx) => changeRuleWithin(tx, act, change))
}

/** The same in a transaction of the caller. */
export async function changeRuleWithin(tx: Tx, act: RuleAct, { id, version, draft, managedBy }: RuleChange): Promise<void> {
  const { platform, caller } = act
  const { row, scope } = await claimRule(tx, act, id)
  if (version !== undefined && version !== row.version) throw new Fault(common.version_mismatch)
  await expectFitting(tx, row.applicationId, draft)
  const at = platform.clock.now()
  const next = { ...row, ...draft, mode: draft.mode ?? row.mode, managedBy: managedBy ?? row.managedBy, at }
  await updateRule(tx, next)
  const fields = CHANGEABLE.filter((field) => !isDeepStrictEqual(row[field], next[field]))
  const particulars = { name: next.name, applicationId: row.applicationId, fields: [...fields] }
  const record = { kind: 'alert_rule', id } as const
  await platform.log.publish(tx, { event: alertRuleChanged, actor: caller.ref, record, scope, at, particulars })
}

const CHANGEABLE = ['name', 'severity', 'mode', 'environmentId', 'componentId', 'source', 'condition', 'runbookUrl', 'managedBy'] as const

/** What fires by it ends as soon as rules are read anew. */
export function deleteRule(act: RuleAct, id: string): Promise<void> {
  return act.platform.work.run((tx) => deleteRuleWithin(tx, act, id))
}

/** The same in a transaction of the caller. */
export async function deleteRuleWithin(tx: Tx, act: RuleAct, id: string): Promise<void> {
  const { platform, caller } = act
  const { row, scope } = await claimRule(tx, act, id)
  await removeRule(tx, id)
  const particulars = { name: row.name, applicationId: row.applicationId }
  const record = { kind: 'alert_rule', id } as const
  await platform.log.publish(tx, { event: alertRuleDeleted, actor: caller.ref, record, scope, at: platform.clock.now(), particulars })
}

async function claimApplication(tx: Tx, { caller }: RuleAct, applicationId: string): Promise<Scope> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_RULES, { ...scope, audience: 'internal' })
  return { ...scope, audience: 'internal' }
}

async function claimRule(tx: Tx, act: RuleAct, id: string): Promise<{ readonly row: RuleRow; readonly scope: Scope }> {
  const row = await lockRule(tx, id)
  if (row === undefined) throw new Fault(common.not_found)
  return { row, scope: await claimApplication(tx, act, row.applicationId) }
}

/** Throws `alerting.rule_does_not_fit` with every field that does not. */
async function expectFitting(tx: Tx, applicationId: string, { environmentId, componentId, source, condition }: RuleDraft): Promise<void> {
  const fields: FieldFault[] = []
  const environments = await environmentsOf(tx, applicationId)
  if (environmentId !== null && !environments.some(({ id }) => id === environmentId))
    fields.push({ field: 'body.environmentId', message: 'must be an environment of this application' })
  const components = componentId === null ? [] : await componentsOf(tx, applicationId)
  if (componentId !== null && !components.some(({ id }) => id === componentId))
    fields.push({ field: 'body.componentId', message: 'must be a component of this application' })
  const { comparison, limit, recoverAt } = condition
  if (recoverAt !== null && (comparison === 'above' ? recoverAt > limit : recoverAt < limit))
    fields.push({ field: 'body.condition.recoverAt', message: 'must lie on the good side of the limit' })
  fields.push(
    ...(await sourceFaults(
      tx,
      source,
      environments.map(({ id }) => id),
    )),
  )
  if (fields.length > 0) throw new Fault(alertCodes.rule_does_not_fit, { fields })
}
