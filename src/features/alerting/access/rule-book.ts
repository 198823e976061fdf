/**
 * Every rule of every environment, put together from support plans and from what people made, with what deciding about their alerts
 * needs. Read once and again for the application that an event speaks of: nothing is looked up while samples come.
 */
import { componentsOf, runningEnvironments, type RunningEnvironment } from '#core/catalog/public.ts'
import { calendarOf, planOf, thresholdsOf, type Plan } from '#core/plan/public.ts'
import { alertRuleChanged, alertRuleCreated, alertRuleDeleted } from '#events/alerting.ts'
import { catalogEvents } from '#events/catalog.ts'
import { planEvents } from '#events/plan.ts'
import { metricsNamed, parseExpression, type Expression } from '#features/promql/public.ts'
import type { BusinessCalendar } from '#kit/calendar.ts'
import type { Scope } from '#kit/event.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { RULES_MAX } from '../domain/limits.ts'
import type { Graph } from '../domain/placing.ts'
import type { Rule, Source } from '../domain/rule.ts'
import { standardRule } from '../domain/standard.ts'
import { CONDITION_DEFAULTS } from '../domain/watch.ts'
import type { AlertSeverity } from '../domain/words.ts'
import { listRules, type RuleRow } from '../store/rules.ts'

export interface WatchedApplication {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly graph: Graph
  /** UUIDs by name in small letters. */
  readonly componentsByName: ReadonlyMap<string, string>
  readonly pagingEnvironments: readonly string[]
  readonly pagesWhen: Readonly<Record<AlertSeverity, 'day_and_night' | 'business_hours' | 'never'>>
  readonly calendar: BusinessCalendar
}

export interface WatchedPlace {
  readonly environmentId: string
  readonly environmentName: string
  readonly kind: RunningEnvironment['kind']
  readonly application: WatchedApplication
  readonly rules: readonly Rule[]
}

interface ReadExpression {
  readonly expression: Expression
  readonly metrics: readonly string[] | null
}

async function readExpression(text: string): Promise<ReadExpression | undefined> {
  const parsed = await parseExpression(text)
  return 'expression' in parsed ? { expression: parsed.expression, metrics: metricsNamed(parsed.expression) } : undefined
}

type BookNeeds = Pick<Platform, 'work' | 'log'>

const CHANGING = new Set([...catalogEvents, ...planEvents, alertRuleCreated, alertRuleChanged, alertRuleDeleted].map(({ kind }) => kind))

export class RuleBook {
  /** Rises when rules have changed. */
  round = 0
  readonly #platform: BookNeeds
  readonly #places = new Map<string, WatchedPlace>()
  /** By their texts, with the metrics that they name. */
  #expressions: ReadonlyMap<string, ReadExpression> = new Map()
  /** Applications that were changed, or all of them. */
  #stale: Set<string> | 'all' = 'all'
  #reading: Promise<void> | undefined

  /** `onStale` is told that `refresh` has something to do. */
  constructor(platform: BookNeeds, onStale: () => void = () => undefined) {
    this.#platform = platform
    platform.log.follow((events) => {
      for (const { kind, scope } of events) if (CHANGING.has(kind)) this.#forget(scope.applicationId)
      if (this.#stale === 'all' || this.#stale.size > 0) onStale()
    })
  }

  get isLoaded(): boolean {
    return this.round > 0
  }

  place(environmentId: string): WatchedPlace | undefined {
    return this.#places.get(environmentId)
  }

  places(): Iterable<WatchedPlace> {
    return this.#places.values()
  }

  /** The expression of a rule; undefined when it is none, which is refused before a rule is saved. */
  expression(text: string): Expression | undefined {
    return this.#expressions.get(text)?.expression
  }

  /** The metrics of whose series a rule reads more than the sample that comes; null: whatever comes. */
  metricsRead(source: Source): readonly string[] | null {
    if (source.kind === 'change' || source.kind === 'forecast') return [source.metric]
    return source.kind === 'promql' ? (this.#expressions.get(source.expression)?.metrics ?? null) : []
  }

  /** The place of what an event speaks of, which may be newer than what was read. */
  async placeIn(environmentId: string, applicationId: string | null): Promise<WatchedPlace | undefined> {
    if (this.place(environmentId) === undefined) this.#forget(applicationId)
    await this.refresh()
    return this.place(environmentId)
  }

  rule(environmentId: string, key: string): Rule | undefined {
    return this.place(environmentId)?.rules.find((rule) => rule.key === key)
  }

  /** Reads what was changed since the last time; resolves when it is there. */
  async refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  async #read(): Promise<void> {
    const stale = this.#stale
    if (stale !== 'all' && stale.size === 0) return
    this.#stale = new Set()
    try {
      const read = await this.#platform.work.read((tx) => (stale === 'all' ? this.#load(tx, null) : this.#loadEach(tx, [...stale])))
      for (const [id, { application }] of this.#places) if (stale === 'all' || stale.has(application.id)) this.#places.delete(id)
      for (const place of read) this.#places.set(place.environmentId, place)
      this.#expressions = await this.#readExpressions()
      this.round += 1
    } catch (error) {
      this.#forgetAll(stale)
      throw error
    }
  }

  async #readExpressions(): Promise<ReadonlyMap<string, ReadExpression>> {
    const read = new Map<string, ReadExpression>()
    for (const { rules } of this.#places.values())
      for (const { source } of rules) {
        if (source.kind !== 'promql' || read.has(source.expression)) continue
        const one = this.#expressions.get(source.expression) ?? (await readExpression(source.expression))
        if (one !== undefined) read.set(source.expression, one)
      }
    return read
  }

  #forget(applicationId: string | null): void {
    this.#forgetAll(applicationId === null ? 'all' : new Set([applicationId]))
  }

  #forgetAll(stale: ReadonlySet<string> | 'all'): void {
    this.#stale = stale === 'all' || this.#stale === 'all' ? 'all' : new Set([...this.#stale, ...stale])
  }

  async #loadEach(tx: Tx, applicationIds: readonly string[]): Promise<readonly WatchedPlace[]> {
    const places: WatchedPlace[] = []
    for (const id of applicationIds) places.push(...(await this.#load(tx, id)))
    return places
  }

  async #load(tx: Tx, applicationId: string | null): Promise<readonly WatchedPlace[]> {
    const running = await runningEnvironments(tx, applicationId)
    const places: WatchedPlace[] = []
    for (const id of new Set(running.map((row) => row.applicationId)))
      places.push(
        ...(await this.#open(
          tx,
          id,
          running.filter((row) => row.applicationId === id),
        )),
      )
    return places
  }

  async #open(tx: Tx, id: string, environments: readonly RunningEnvironment[]): Promise<readonly WatchedPlace[]> {
    const [first] = environments
    if (first === undefined) return []
    const { plan, zone } = await planOf(this.#platform).effective({ clientId: first.clientId, applicationId: id }, { tx })
    const components = await componentsOf(tx, id)
    const own = await listRules(tx, { applicationId: id, limit: RULES_MAX })
    const application: WatchedApplication = {
      id,
      name: first.applicationName,
      scope: { clientId: first.clientId, applicationId: id, audience: 'internal' },
      graph: new Map(components.map((component) => [component.id, component.dependsOn])),
      componentsByName: new Map(components.map((component) => [component.name.toLowerCase(), component.id])),
      pagingEnvironments: plan.restraint.pagingEnvironments,
      pagesWhen: pagesWhen(plan),
      calendar: calendarOf(plan, zone),
    }
    const standard = standardRules(plan)
    return environments.map(({ environmentId, environmentName, kind }) => {
      const rules = [...standard, ...own.filter((row) => isFor(row, environmentId)).map(toRule)]
      return { environmentId, environmentName, kind, application, rules }
    })
  }
}

/** Rules that follow the plan, in its order. */
export function standardRules(plan: Plan): readonly Rule[] {
  return thresholdsOf(plan).flatMap((threshold) => standardRule(threshold, plan.restraint) ?? [])
}

export function toRule({ id, name, source, condition, severity, mode, componentId }: RuleRow): Rule {
  return {
    key: id,
    name,
    source,
    condition: { ...CONDITION_DEFAULTS, ...condition },
    severity,
    isLearning: mode === 'learning',
    pagesOnlyIfUsersAreAffected: false,
    componentId,
    followsPlan: false,
  }
}

function isFor({ environmentId, mode }: RuleRow, wanted: string): boolean {
  return mode !== 'off' && (environmentId === null || environmentId === wanted)
}

function pagesWhen({ severity: { consequences } }: Plan): WatchedApplication['pagesWhen'] {
  const { critical, major, minor } = consequences
  return { critical: critical.page, major: major.page, minor: minor.page, notify: 'never' }
}
