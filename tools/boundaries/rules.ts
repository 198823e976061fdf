/**
 * The boundaries of ARCHITECTURE.md as dependency-cruiser rules, made from architecture.json. Every rule has a planted breach
 * in planted.test.ts; a rule without one fails that test.
 */
import assert from 'node:assert'
import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

/** architecture.json: who may stand on whom. */
export interface Architecture {
  /** Floor below src → floors it may import. */
  readonly floors: Readonly<Record<string, readonly string[]>>
  /** Parts of core; each may import those before it. */
  readonly core: readonly string[]
  /** Feature → features whose public.ts it may import. */
  readonly asks: Readonly<Record<string, readonly string[]>>
  /** Part inside a folder of core or features → parts it may import. */
  readonly parts: Readonly<Record<string, readonly string[]>>
  /** Floor, or `ui` → npm packages it may import. */
  readonly packages: Readonly<Record<string, readonly string[]>>
}

const NPM = '(^|/)node_modules/'
const TEST = '\\.test\\.tsx?$'
/** What tests share: `testing.ts`, and `testing-….ts` beside it when it grows too large. */
const FOR_TESTS = '/testing[a-z-]*\\.ts$'
const TESTING = [TEST, FOR_TESTS]
/** A part is a folder or one file: `contract/…` or `contract.ts`. */
const END = '(/|\\.tsx?$)'
const OWN = '^src/(core|features)/([^/]+)/'
const UI = `^src/(core|features)/[^/]+/ui${END}`

const escaped = (name: string) => name.replaceAll(/[.\-/]/g, '\\$&')
const anyOf = (names: readonly string[]) => `(${names.map(escaped).join('|')})`

const rule = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
})

/** All rules. Throws when the asks between features run in a circle, because then no rule could help. */
export function rules(architecture: Architecture): IRegularForbiddenRuleType[] {
  assertNoCircle(architecture.asks)
  return [
    ...floorRules(architecture),
    ...partRules(architecture),
    ...coreRules(architecture),
    ...featureRules(architecture),
    ...purityRules(),
    ...packageRules(architecture),
    rule(
      'module-app-only',
      'module.ts is read by app only',
      { path: '^src/', pathNot: ['^src/app/', ...TESTING] },
      { path: '/module\\.ts$', pathNot: '^src/platform/' },
    ),
    rule('testing-in-tests', 'testing.ts is for tests', { pathNot: [...TESTING, '^test/'] }, { path: FOR_TESTS }),
    rule('no-circle', 'no circle of files, not even of types', {}, { circular: true }),
    // Vite makes the catalogues of texts importable.
    rule('resolvable', 'what is imported exists', {}, { couldNotResolve: true, pathNot: '\\.po$' }),
  ]
}

function floorRules({ floors }: Architecture): IRegularForbiddenRuleType[] {
  return Object.entries(floors).map(([floor, below]) => {
    const others = Object.keys(floors).filter((other) => other !== floor && !below.includes(other))
    return rule(
      `floor-${floor}`,
      `${floor} stands only on: ${below.join(', ') || 'nothing'}`,
      { path: `^src/${floor}/` },
      { path: `^src/${anyOf(others)}/` },
    )
  })
}

function partRules({ parts }: Architecture): IRegularForbiddenRuleType[] {
  return Object.entries(parts).map(([part, uses]) => {
    const others = [...Object.keys(parts), 'module', 'public', 'testing'].filter((other) => other !== part && !uses.includes(other))
    return rule(
      `part-${part}`,
      `${part} uses only: ${uses.join(', ') || 'itself'}`,
      { path: `${OWN}${part}${END}`, pathNot: TEST },
      { path: `^src/$1/$2/${anyOf(others)}${END}` },
    )
  })
}

/** What one part of core, a feature or a shell may see of a part of core. */
function coreRules({ core }: Architecture): IRegularForbiddenRuleType[] {
  const order = core
    .slice(0, -1)
    .map((part, position) =>
      rule(
        `core-order-${part}`,
        `${part} comes before: ${core.slice(position + 1).join(', ')}`,
        { path: `^src/core/${part}/`, pathNot: TEST },
        { path: `^src/core/${anyOf(core.slice(position + 1))}/` },
      ),
    )
  const open = `^src/core/[^/]+/(public\\.ts$|(contract|domain|ui)${END})`
  return [
    ...order,
    rule(
      'core-listed',
      'a part of core has its place in architecture.json',
      { path: '^src/core/', pathNot: `^src/core/${anyOf(core)}/` },
      { path: '.*' },
    ),
    rule(
      'core-private',
      'a part of core is reached through its public.ts and contract; domain by domain and contract, ui by ui',
      { path: '^src/(core|features|shells)/([^/]+)/', pathNot: TESTING },
      { path: '^src/core/', pathNot: [`^src/core/$2/`, open] },
    ),
    rule(
      'core-domain-by-domain',
      'the domain of a part of core is read by domain, contract and ui of others only',
      { path: OWN, pathNot: [`${OWN}(domain|contract|ui)${END}`, TEST] },
      { path: `^src/core/[^/]+/domain${END}`, pathNot: `^src/$1/$2/` },
    ),
  ]
}

function featureRules({ asks }: Architecture): IRegularForbiddenRuleType[] {
  const FEATURE = '^src/features/'
  return [
    rule(
      'feature-listed',
      'a feature has its line of asks in architecture.json',
      { path: FEATURE, pathNot: `${FEATURE}${anyOf(Object.keys(asks))}/` },
      { path: '.*' },
    ),
    rule(
      'feature-private',
      'another feature is reached only through its public.ts',
      { path: `${FEATURE}([^/]+)/` },
      { path: FEATURE, pathNot: [`${FEATURE}$1/`, `${FEATURE}[^/]+/public\\.ts$`] },
    ),
    ...Object.entries(asks).map(([feature, asked]) =>
      rule(
        `feature-asks-${feature}`,
        `${feature} may ask only: ${asked.join(', ') || 'nobody'}`,
        { path: `${FEATURE}${feature}/` },
        { path: `${FEATURE}[^/]+/public\\.ts$`, pathNot: `${FEATURE}${anyOf([feature, ...asked])}/` },
      ),
    ),
    rule(
      'shell-sees-ui',
      'a shell sees only ui, contract and domain of a part',
      { path: '^src/shells/', pathNot: TEST },
      { path: '^src/(core|features)/', pathNot: `${OWN}(ui|contract|domain)${END}` },
    ),
  ]
}

function purityRules(): IRegularForbiddenRuleType[] {
  const PURE = `${OWN}(domain|contract)${END}`
  const BROWSER = ['^src/(design|shells)/', UI]
  return [
    rule('pure', 'domain and contract do no I/O', { path: PURE, pathNot: TEST }, { path: '^src/platform/' }),
    rule(
      'pure-node',
      'kit, events, domain, contract and browser code use no Node builtin',
      { path: ['^src/(kit|events)/', PURE, ...BROWSER], pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'sql-in-store',
      'only a store talks to a database',
      { path: '^src/(core|features)/', pathNot: [`${OWN}store${END}`, ...TESTING] },
      { path: ['^src/platform/(pg|clickhouse)/', `${NPM}(pg|kysely|@clickhouse)/`] },
    ),
    rule(
      'browser-pure',
      'browser code never reaches the server',
      { path: BROWSER, pathNot: TEST },
      { path: '^src/', pathNot: ['^src/(kit|events|design|shells)/', `${OWN}(ui|contract|domain)${END}`] },
    ),
    rule('design-in-browser', 'server code draws nothing', { path: '^src/(core|features)/', pathNot: UI }, { path: '^src/design/' }),
  ]
}

/** npm packages by floor; `ui` folders have their own list. Tests may use anything, and types are gone when the program runs. */
function packageRules({ packages }: Architecture): IRegularForbiddenRuleType[] {
  return Object.entries(packages).map(([place, allowed]) => {
    const from = place === 'ui' ? { path: UI, pathNot: TESTING } : { path: `^src/${place}/`, pathNot: [UI, ...TESTING] }
    const to = { path: NPM, pathNot: `${NPM}(@types/)?${anyOf(allowed)}(/|$)`, dependencyTypesNot: ['type-only' as const] }
    return rule(`packages-${place}`, `${place} imports only these packages: ${allowed.join(', ')}`, from, to)
  })
}

function assertNoCircle(asks: Architecture['asks']): void {
  const visit = (feature: string, path: readonly string[]): void => {
    assert(!path.includes(feature), `architecture.json: the asks run in a circle: ${[...path, feature].join(' → ')}`)
    for (const asked of asks[feature] ?? []) visit(asked, [...path, feature])
  }
  for (const feature of Object.keys(asks)) visit(feature, [])
}
