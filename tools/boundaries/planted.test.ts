/** A boundary that is not tested is a wish: one breach of every rule is planted in a small tree, and each must be caught. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readImports, type Reading } from './cruise.ts'
import { rules, type Architecture } from './rules.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const ARCHITECTURE: Architecture = {
  floors: {
    kit: [],
    design: ['kit'],
    platform: ['kit'],
    events: ['kit'],
    core: ['kit', 'platform', 'events', 'design'],
    features: ['kit', 'platform', 'events', 'design', 'core'],
    app: ['kit', 'platform', 'events', 'core', 'features'],
    shells: ['kit', 'events', 'design', 'core', 'features'],
  },
  core: ['identity', 'catalog'],
  asks: { alerting: ['oncall'], oncall: [], tickets: [] },
  parts: {
    domain: [],
    contract: ['domain'],
    store: ['domain'],
    actions: ['domain', 'store', 'contract'],
    queries: ['domain', 'store', 'contract'],
    http: ['actions', 'queries', 'contract'],
    jobs: ['actions'],
    reactions: ['actions'],
    routines: ['actions', 'queries', 'domain'],
    ui: ['contract', 'domain'],
  },
  packages: {
    kit: ['zod'],
    events: ['zod'],
    design: ['react'],
    platform: ['zod', 'pg'],
    core: ['zod'],
    features: ['zod', 'kysely'],
    ui: ['react'],
    app: ['zod'],
    shells: ['react'],
  },
}

/** What the blueprint allows: file → what it imports. None of these may be caught. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/kit/time.ts': ['zod'],
  'src/platform/work.ts': ['#kit/time.ts'],
  'src/platform/pg/tx.ts': ['node:fs', 'pg'],
  'src/design/button.tsx': ['react', '#kit/time.ts'],
  'src/events/alerting.ts': ['#kit/time.ts'],
  'src/core/identity/public.ts': ['./store/people.ts'],
  'src/core/identity/store/people.ts': ['#platform/pg/tx.ts'],
  'src/core/identity/domain/roles.ts': ['#kit/time.ts'],
  'src/core/identity/contract.ts': ['./domain/roles.ts'],
  'src/core/catalog/module.ts': ['./actions/register.ts'],
  'src/core/catalog/actions/register.ts': ['#core/identity/public.ts', '#core/identity/contract.ts', '#platform/work.ts'],
  'src/features/oncall/public.ts': ['./queries/who.ts'],
  'src/features/oncall/queries/who.ts': ['../domain/rotation.ts'],
  'src/features/oncall/domain/rotation.ts': ['#core/identity/domain/roles.ts'],
  'src/features/alerting/actions/page.ts': ['#features/oncall/public.ts', '#events/alerting.ts'],
  'src/features/alerting/ui/screen.tsx': ['react', '#design/button.tsx', '#events/alerting.ts'],
  'src/features/alerting/store/alerts.ts': ['kysely', '#platform/pg/tx.ts'],
  'src/features/alerting/testing.ts': ['#platform/pg/tx.ts', './module.ts'],
  'src/features/alerting/alerting.test.ts': ['./testing.ts', 'vitest', 'node:fs'],
  'src/features/alerting/module.ts': ['./actions/page.ts'],
  'src/app/features.ts': ['#features/alerting/module.ts', '#core/catalog/module.ts'],
  'src/shells/console/main.tsx': ['react', '#features/alerting/ui/screen.tsx'],
}

/** Rule → the file planted and what it wrongly imports. */
const BREACHES: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'floor-kit': ['src/kit/a1.ts', '#platform/work.ts'],
  'floor-design': ['src/design/a2.tsx', '#events/alerting.ts'],
  'floor-platform': ['src/platform/a3.ts', '#core/identity/public.ts'],
  'floor-events': ['src/events/a4.ts', '#platform/work.ts'],
  'floor-core': ['src/core/catalog/a5.ts', '#features/oncall/public.ts'],
  'floor-features': ['src/features/tickets/a6.ts', '#app/features.ts'],
  'floor-app': ['src/app/a7.ts', '#shells/console/main.tsx'],
  'floor-shells': ['src/shells/a8.ts', '#platform/work.ts'],
  'part-domain': ['src/features/tickets/domain/b1.ts', '../store/b4.ts'],
  'part-contract': ['src/features/tickets/contract/b2.ts', '../actions/b3.ts'],
  'part-actions': ['src/features/tickets/actions/b3.ts', '../queries/b5.ts'],
  'part-store': ['src/features/tickets/store/b4.ts', '../contract/b0.ts'],
  'part-queries': ['src/features/tickets/queries/b5.ts', '../public.ts'],
  'part-http': ['src/features/tickets/http/b6.ts', '../store/b4.ts'],
  'part-jobs': ['src/features/tickets/jobs/b7.ts', '../store/b4.ts'],
  'part-reactions': ['src/features/tickets/reactions/b8.ts', '../queries/b5.ts'],
  'part-routines': ['src/features/tickets/routines.ts', './store/b4.ts'],
  'part-ui': ['src/features/tickets/ui/b9.tsx', '../queries/b5.ts'],
  'core-order-identity': ['src/core/identity/c1.ts', '#core/catalog/public.ts'],
  'core-listed': ['src/core/wiki/c2.ts', '#kit/time.ts'],
  'core-private': ['src/features/tickets/c3.ts', '#core/identity/store/people.ts'],
  'core-domain-by-domain': ['src/features/tickets/actions/c4.ts', '#core/identity/domain/roles.ts'],
  'feature-listed': ['src/features/wiki/d1.ts', '#kit/time.ts'],
  'feature-private': ['src/features/alerting/d2.ts', '#features/oncall/queries/who.ts'],
  'feature-asks-alerting': ['src/features/alerting/d3.ts', '#features/tickets/public.ts'],
  'feature-asks-oncall': ['src/features/oncall/d4.ts', '#features/tickets/public.ts'],
  'feature-asks-tickets': ['src/features/tickets/d5.ts', '#features/oncall/public.ts'],
  'shell-sees-ui': ['src/shells/console/d6.ts', '#features/alerting/actions/page.ts'],
  pure: ['src/features/tickets/domain/e1.ts', '#platform/work.ts'],
  'pure-node': ['src/features/tickets/domain/e2.ts', 'node:fs'],
  'sql-in-store': ['src/features/tickets/actions/e3.ts', '#platform/pg/tx.ts'],
  'browser-pure': ['src/features/tickets/ui/e4.ts', '#platform/work.ts'],
  'design-in-browser': ['src/features/tickets/http/e5.ts', '#design/button.tsx'],
  'packages-kit': ['src/kit/f1.ts', 'pg'],
  'packages-events': ['src/events/f2.ts', 'pg'],
  'packages-design': ['src/design/f3.ts', 'pg'],
  'packages-platform': ['src/platform/f4.ts', 'react'],
  'packages-core': ['src/core/catalog/f5.ts', 'react'],
  'packages-features': ['src/features/tickets/f6.ts', 'react'],
  'packages-ui': ['src/features/tickets/ui/f7.ts', 'zod'],
  'packages-app': ['src/app/f8.ts', 'react'],
  'packages-shells': ['src/shells/f9.ts', 'zod'],
  'module-app-only': ['src/core/catalog/g1.ts', './module.ts'],
  'testing-in-tests': ['src/features/alerting/g2.ts', './testing.ts'],
  'no-circle': ['src/kit/g3.ts', './g4.ts'],
  resolvable: ['src/kit/g5.ts', './nowhere.ts'],
}

/** Stands where a breach needs something to import. */
const SCENERY: Readonly<Record<string, readonly string[]>> = {
  'src/kit/g4.ts': ['./g3.ts'],
  'src/core/catalog/public.ts': [],
  'src/features/tickets/public.ts': [],
  'src/features/tickets/contract/b0.ts': [],
}

let folder: string
let clean: Reading
let planted: Reading

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'planted-'))
  clean = await readImports(treeOf('clean', ALLOWED))
  const breaches = Object.values(BREACHES).map(([from, to]) => [from, [to]] as const)
  planted = await readImports(treeOf('planted', { ...ALLOWED, ...SCENERY, ...Object.fromEntries(breaches) }))
})

afterAll(() => rmSync(folder, { recursive: true }))

test('a tree that keeps to the blueprint passes', () => {
  expect(clean.faults).toEqual([])
})

test.each(Object.keys(BREACHES))('a breach of %s is caught', (name) => {
  const [from] = BREACHES[name] ?? []
  expect(planted.faults.filter((fault) => fault.startsWith(`${name}: ${from} → `))).not.toEqual([])
})

test('every rule has its planted breach', () => {
  const all = rules(ARCHITECTURE).map(({ name }) => name)
  expect(all.filter((name) => !((name as string) in BREACHES))).toEqual([])
  expect(Object.keys(BREACHES).filter((name) => !all.includes(name))).toEqual([])
})

test('features that ask in a circle are refused before anything is read', () => {
  const asks = { alerting: ['oncall'], oncall: ['alerting'] }
  expect(() => rules({ ...ARCHITECTURE, asks })).toThrow('alerting → oncall → alerting')
})

test('a check that reads fewer modules than there are files fails instead of passing', async () => {
  const tree = treeOf('blind', ALLOWED)
  cpSync(join(tree, 'src/kit/time.ts'), join(tree, 'src/kit/unread.mts'))
  mkdirSync(join(tree, 'src/kit/node_modules'))
  cpSync(join(tree, 'src/kit/time.ts'), join(tree, 'src/kit/node_modules/unread.ts'))
  const { faults } = await readImports(tree)
  expect(faults.join()).toContain('files below src were read')
})

function treeOf(name: string, files: Readonly<Record<string, readonly string[]>>): string {
  const tree = join(folder, name)
  for (const [path, imports] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), [...imports.map((target) => `import '${target}'`), 'export const it = 1', ''].join('\n'))
  }
  cpSync(join(ROOT, 'package.json'), join(tree, 'package.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))
  writeFileSync(join(tree, 'architecture.json'), JSON.stringify(ARCHITECTURE))
  return tree
}
