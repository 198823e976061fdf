/** Rules of configuration files: from the names in them to what is meant, and back. */
import { meant } from '#kit/shown-value.ts'
import type { ConfigurationFault } from '#platform/configuration-files/kinds.ts'
import type { Entry } from '#platform/configuration-files/read.ts'
import type { Present, Wanted } from '#platform/configuration-files/steps.ts'
import type { RuleForm, ToldSource } from '../contract/files.ts'
import { readCondition, readSource, showCondition, showSource } from '../contract/rule-form.ts'
import type { Source } from '../domain/rule.ts'
import type { Condition } from '../domain/watch.ts'
import type { RuleRow } from '../store/rules.ts'

interface Named {
  /** UUID */
  readonly id: string
  readonly name: string
}

/** What rules of one application can name. */
export interface NamedThings {
  readonly environments: readonly Named[]
  readonly components: readonly Named[]
  readonly checks: readonly (Named & { readonly environmentId: string })[]
  readonly databases: readonly Named[]
}

/** A rule that is there, as files tell it. */
export interface PresentRule extends Present {
  readonly form: RuleForm
  readonly row: RuleRow
}

/** A rule that a file tells. */
export interface WantedRule extends Wanted {
  readonly draft: Pick<RuleRow, 'name' | 'severity' | 'environmentId' | 'componentId' | 'runbookUrl'> & {
    readonly mode: RuleRow['mode'] | undefined
    readonly source: Source
    readonly condition: Condition
  }
}

type NamedRule = { readonly entry: Entry<RuleForm>; readonly wanted: WantedRule } | { readonly faults: readonly ConfigurationFault[] }

/** What an entry means; without a mode, that of the rule that is there stays. */
export function idsFor(things: NamedThings, entry: Entry<RuleForm>, present: readonly PresentRule[]): NamedRule {
  const { environment, component, source, condition, mode, name, severity, runbookUrl } = entry.value
  const finder = new Finder(entry)
  const environmentId = finder.find('environment', things.environments, environment)
  const componentId = finder.find('component', things.components, component)
  const meantSource = sourceOf(things, finder, source)
  if (finder.faults.length > 0) return { faults: finder.faults }
  const kept = mode ?? present.find(({ label }) => label === name)?.row.mode
  const place = { environmentId, componentId }
  const judged = { source: meantSource, condition: readCondition(condition) }
  const draft = { name, severity, mode: kept, ...place, ...judged, runbookUrl }
  return { entry, wanted: { label: name, form: { ...entry.value, mode: kept }, draft } }
}

/** Finds things by their names, and gathers what is not to be found. */
class Finder {
  readonly faults: ConfigurationFault[] = []
  readonly #entry: Entry<unknown>

  constructor(entry: Entry<unknown>) {
    this.#entry = entry
  }

  /** `kind` names the thing: `environment`, or `source.check` for one deeper down. */
  find(field: string, known: readonly Named[], name: string | null): string | null {
    if (name === null) return null
    const found = known.filter((one) => one.name === name)
    const kind = field.replace(/^source\./, '').replace(/\.name$/, '')
    if (found.length === 1) return found[0]?.id ?? null
    const message =
      found.length === 0
        ? `There is no ${kind} "${name}". ${meant(name, [...new Set(known.map((one) => one.name))])}`
        : `There are ${found.length} of the name "${name}". Rename all but one of them first.`
    this.faults.push(this.#entry.fault(field, message))
    return null
  }
}

function sourceOf({ environments, checks, databases }: NamedThings, finder: Finder, source: ToldSource): Source {
  if (source.kind === 'check') {
    if (source.check === null) return { kind: 'check', checkId: null }
    const environmentId = finder.find('source.check.environment', environments, source.check.environment)
    if (environmentId === null) return { kind: 'check', checkId: null }
    const own = checks.filter((check) => check.environmentId === environmentId)
    return { kind: 'check', checkId: finder.find('source.check.name', own, source.check.name) }
  }
  if (source.kind !== 'database') return readSource(source)
  const { database, ...rest } = source
  return { ...rest, databaseId: finder.find('source.database', databases, database) }
}

/** In the place of the name of what is gone, or shares its name with another. */
const GONE = '(gone)'

/** A rule as files tell it. */
export function namesFor(things: NamedThings, row: RuleRow): RuleForm {
  const { name, severity, mode, condition, runbookUrl } = row
  const environment = nameOf(things.environments, row.environmentId)
  const component = nameOf(things.components, row.componentId)
  const judged = { source: toldSource(things, row.source), condition: showCondition(condition) }
  return { name, severity, mode, environment, component, ...judged, runbookUrl }
}

/** Whether everything that it is about has a name of its own. */
export function isTold({ environment, component, source }: RuleForm): boolean {
  const named =
    source.kind === 'check' ? [source.check?.environment, source.check?.name] : [source.kind === 'database' ? source.database : null]
  return ![environment, component, ...named].includes(GONE)
}

function nameOf(known: readonly Named[], id: string | null): string | null {
  if (id === null) return null
  const name = known.find((one) => one.id === id)?.name
  return name !== undefined && known.filter((one) => one.name === name).length === 1 ? name : GONE
}

function toldSource({ environments, checks, databases }: NamedThings, source: Source): ToldSource {
  if (source.kind === 'database') return { kind: 'database', measure: source.measure, database: nameOf(databases, source.databaseId) }
  if (source.kind !== 'check') return showSource(source) as ToldSource
  if (source.checkId === null) return { kind: 'check', check: null }
  const check = checks.find(({ id }) => id === source.checkId)
  const beside = checks.filter((one) => one.environmentId === check?.environmentId)
  const place = { environment: nameOf(environments, check?.environmentId ?? source.checkId), name: nameOf(beside, source.checkId) }
  return { kind: 'check', check: { environment: place.environment ?? GONE, name: place.name ?? GONE } }
}
