/** Rules as people see them, and what one would have found. */
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { planOf } from '#core/plan/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { checksIn } from '#features/checks/public.ts'
import { databasesIn } from '#features/databases/public.ts'
import { standardRules } from '../access/rule-book.ts'
import { sourceFaults } from '../access/source-faults.ts'
import { alertCodes } from '../contract/codes.ts'
import { readCondition, readSource, showCondition, showSource } from '../contract/rule-form.ts'
import type { ruleRoutes } from '../contract/rules.ts'
import { RULES_MAX } from '../domain/limits.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import { replay } from '../domain/replay.ts'
import { findRule, listRules as listRows, type RuleRow } from '../store/rules.ts'
import { readPast } from './past.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type Routes = typeof ruleRoutes
type Shown = ReplyOf<Routes['listRules']>['items'][number]

export function listRules({ platform, caller }: Ask, applicationId: string): Promise<ReplyOf<Routes['listRules']>> {
  return platform.work.read(async (tx) => {
    const clientId = await claim(tx, caller, applicationId)
    const { plan } = await planOf(platform).effective({ clientId, applicationId }, { tx })
    const standard = standardRules(plan).map((rule): Shown => {
      const { key, name, severity, isLearning, source, condition } = rule
      const shown = {
        source: showSource(source),
        condition: showCondition(condition),
        mode: isLearning ? ('learning' as const) : ('live' as const),
      }
      return {
        id: null,
        key,
        name,
        severity,
        environmentId: null,
        componentId: null,
        runbookUrl: null,
        managedBy: null,
        version: 1,
        ...shown,
      }
    })
    const own = await listRows(tx, { applicationId, limit: RULES_MAX })
    return { items: [...standard, ...own.map(showRule)] }
  })
}

/** Checks and databases of an application that a rule can be about. */
export function listRuleTargets({ platform, caller }: Ask, applicationId: string): Promise<ReplyOf<Routes['listRuleTargets']>> {
  return platform.work.read(async (tx) => {
    await claim(tx, caller, applicationId)
    const environmentIds = (await environmentsOf(tx, applicationId)).map(({ id }) => id)
    const checks = (await checksIn(tx, environmentIds)).map(({ id, name }) => ({ id, name }))
    return { checks, databases: [...(await databasesIn(tx, environmentIds))] }
  })
}

export function readRule({ platform }: Ask, id: string): Promise<Shown> {
  return platform.work.read(async (tx) => {
    const row = await findRule(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    return showRule(row)
  })
}

function showRule({
  id,
  name,
  severity,
  mode,
  environmentId,
  componentId,
  source,
  condition,
  runbookUrl,
  managedBy,
  version,
}: RuleRow): Shown {
  const shown = { source: showSource(source), condition: showCondition(condition) }
  return { id, key: id, name, severity, mode, environmentId, componentId, runbookUrl, managedBy, version, ...shown }
}

/** Series and spells that a trial tells. */
const TRIAL_SERIES_MAX = 200
const SPELLS_MAX = 200

/** Runs a rule over what is kept of the last days. Throws `alerting.rule_does_not_fit` or `alerting.cannot_be_tried`. */
export async function tryRule(
  { platform, caller }: Ask,
  { params, body }: HandledOf<Routes['tryRule']>,
): Promise<ReplyOf<Routes['tryRule']>> {
  const [source, condition] = [readSource(body.source), readCondition(body.condition)]
  const environmentIds = await platform.work.read(async (tx) => {
    await claim(tx, caller, params.id)
    const all = (await environmentsOf(tx, params.id)).map(({ id }) => id)
    const fields = await sourceFaults(tx, source, all)
    if (fields.length > 0) throw new Fault(alertCodes.rule_does_not_fit, { fields })
    return body.environmentId === null ? all : all.filter((id) => id === body.environmentId)
  })
  const past = await readPast(platform, { source, condition, environmentIds, days: body.days, seriesMax: TRIAL_SERIES_MAX })
  if (past === undefined) throw new Fault(alertCodes.cannot_be_tried)
  const series = past.series.slice(0, TRIAL_SERIES_MAX)
  const spells = series.flatMap(({ labels, looks }) => replay(condition, looks).map((spell) => ({ labels: { ...labels }, ...spell })))
  const complete = past.series.length <= TRIAL_SERIES_MAX && spells.length <= SPELLS_MAX
  const told = spells.toSorted((one, other) => other.from - one.from).slice(0, SPELLS_MAX)
  return { series: series.length, stepSeconds: past.stepSeconds, complete, spells: told }
}

async function claim(tx: Tx, caller: Caller, applicationId: string): Promise<string | null> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  requirePermission(caller, READ_ALERTS, { ...scope, audience: 'internal' })
  return scope.clientId
}
