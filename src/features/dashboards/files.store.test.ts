/** Dashboards as files of a folder: what a file says becomes the dashboard, and comes out again as it was. */
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { dashboardEvents } from '#events/dashboards.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { applyFiles, compareFiles, writeFiles } from '#platform/configuration-files/folder.ts'
import type { ConfigurationFile } from '#platform/configuration-files/kinds.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { changeDashboard, createDashboard, setDashboardDeleted } from './actions/dashboards.ts'
import { dashboardFiles } from './actions/files.ts'
import { PANEL_KINDS, PANEL_WIDTHS, type DashboardContent } from './domain/panel.ts'
import { UNITS } from './domain/units.ts'
import { dashboardsOf, findDashboard } from './store/dashboards.ts'

let platform: PostgresPlatform
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const owner = callerOf('owner')
const act = () => ({ platform, caller: owner })

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...catalogEvents, ...dashboardEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  catalog = calling(catalogContract, catalogHandlers(platform))
})

interface Shop {
  /** UUID */
  readonly id: string
  /** With its last slash. */
  readonly folder: string
}

let shop: Shop
beforeEach(async () => {
  for (const { id, version } of await dashboards(null)) await setDashboardDeleted(act(), { id, ifMatch: version }, true)
  shop = await aShop()
})

let shops = 0
async function aShop(): Promise<Shop> {
  const client = await catalog('readClient', owner, { params: { id: toId('client', CLIENT_A) } })
  const { id, slug } = await catalog('createApplication', owner, { body: { clientId: client.id, name: `Shop ${++shops}` } })
  return { id: toUuid('application', id) ?? '', folder: `dashboards/${client.slug}/${slug}/` }
}

const dashboards = (applicationId: string | null) => platform.work.read((tx) => dashboardsOf(tx, { applicationId }))
const named = async (applicationId: string | null) =>
  (await dashboards(applicationId)).map(({ title, managedBy }) => ({ title, managedBy }))
const applying = (caller = owner) => ({ work: platform.work, kinds: [dashboardFiles(platform)], caller })
async function compared(...files: readonly ConfigurationFile[]) {
  const { faults, changes } = await compareFiles(applying(), files)
  return { faults: faults.map(({ line, message }) => `${line}: ${message}`), changes: changes.map(({ what }) => what) }
}
async function applied(...files: readonly ConfigurationFile[]): Promise<readonly string[]> {
  const before = await compareFiles(applying(), files)
  expect(before.faults).toEqual([])
  expect(await applyFiles(applying(), files, before)).toBe('applied')
  expect(await compareFiles(applying(), files)).toEqual({ faults: [], changes: [] })
  return before.changes.map(({ what }) => what)
}

const SHOP = `# What the till is made of.
title: Till
panels:
  - title: Requests
    unit: per_second
    expressions:
      - text: sum(rate(requests_total[5m]))
  - title: Hosts
    kind: stat
    width: third
    expressions:
      - { text: count(up), legend: hosts }
`
const empty = (path: string): ConfigurationFile => ({ path, text: '# Nothing any more.\n' })

describe('a file', () => {
  test('makes, changes, renames and removes the dashboard that it tells, of an application or of all', async () => {
    const [one, all] = [`${shop.folder}till.yaml`, 'dashboards/every-till.yaml']
    expect(await applied({ path: one, text: SHOP }, { path: all, text: SHOP })).toEqual(['+ Till', '+ Till'])
    expect(await named(shop.id)).toEqual([{ title: 'Till', managedBy: one }])
    expect(await named(null)).toEqual([{ title: 'Till', managedBy: all }])
    const [{ id } = { id: '' }] = await dashboards(shop.id)
    const next = SHOP.replace('title: Till', 'title: Checkout')
      .replace('width: third', 'width: full')
      .replace('requests_total', 'paid_total')
    expect(await applied({ path: one, text: next })).toEqual([
      '~ Checkout: title: Till → Checkout',
      '~ Checkout: panels.0.expressions.0.text: sum(rate(requests_total[5m])) → sum(rate(paid_total[5m]))',
      '~ Checkout: panels.1.width: third → full',
    ])
    expect((await dashboards(shop.id)).map((row) => row.id)).toEqual([id])
    expect(await applied(empty(one))).toEqual(['- Checkout'])
    expect([await named(shop.id), await named(null)]).toEqual([[], [{ title: 'Till', managedBy: all }]])
  })

  test('leaves alone what people made, until it names it; then it manages that too', async () => {
    const body = { applicationId: shop.id, panels: [] }
    for (const title of ['Till', 'By hand']) await createDashboard(act(), { ...body, title })
    const file = { path: `${shop.folder}till.yaml`, text: 'title: Till\n' }
    expect(await applied(file)).toEqual(['= Till: managed by this file from now on'])
    expect(await named(shop.id)).toEqual([
      { title: 'By hand', managedBy: null },
      { title: 'Till', managedBy: file.path },
    ])
    const [, till] = await dashboards(shop.id)
    await changeDashboard(act(), { id: till?.id ?? '', ifMatch: till?.version ?? 0 }, { title: 'Cash desk' })
    expect(await applied(file)).toEqual(['~ Till: title: Cash desk → Till'])
  })

  test('manages no deleted dashboard: what somebody brings back is theirs', async () => {
    const file = { path: `${shop.folder}till.yaml`, text: SHOP }
    await applied(file)
    const [row] = await dashboards(shop.id)
    await setDashboardDeleted(act(), { id: row?.id ?? '', ifMatch: row?.version ?? 0 }, true)
    expect(await applied(file)).toEqual(['+ Till'])
    await setDashboardDeleted(act(), { id: row?.id ?? '', ifMatch: (row?.version ?? 0) + 1 }, false)
    expect((await platform.work.read((tx) => findDashboard(tx, row?.id ?? '')))?.managedBy).toBeNull()
    expect(await compared(file)).toEqual({
      faults: ['2: title: There is another dashboard named Till. Give each a name of its own.'],
      changes: [],
    })
  })

  test('may take the title of one that goes', async () => {
    const [old, next] = [`${shop.folder}a.yaml`, `${shop.folder}b.yaml`]
    await applied({ path: old, text: SHOP })
    expect(await applied(empty(old), { path: next, text: SHOP })).toEqual(['- Till', '+ Till'])
    expect(await named(shop.id)).toEqual([{ title: 'Till', managedBy: next }])
  })
})

describe('what is wrong', () => {
  test('is told with its line, and nothing is changed', async () => {
    const text = SHOP.replace('kind: stat', 'kind: pies').replace('unit: per', 'unti: per').replace('count(up)', '""')
    expect(await compared({ path: `${shop.folder}till.yaml`, text })).toEqual({
      faults: [
        '5: panels.0.unti: There is no field "unti" here. Did you mean unit? Possible: title, kind, unit, width, expressions.',
        '9: panels.1.kind: There is no choice "pies". Possible: line, area, stat, table.',
        expect.stringMatching(/^12: panels\.1\.expressions\.0\.text: /),
      ],
      changes: [],
    })
    expect(await named(shop.id)).toEqual([])
  })

  test('two of one title in one place, and files that are nobody’s, are told', async () => {
    const twice = ['a', 'b'].map((name) => ({ path: `${shop.folder}${name}.yaml`, text: SHOP }))
    expect((await compared(...twice)).faults).toEqual([
      `2: title: ${shop.folder}a.yaml tells a dashboard named Till already. Give each a name of its own.`,
    ])
    const [, , slug = ''] = shop.folder.split('/')
    const lost = ['dashboards/till.yml', 'dashboards/beta/nobody/till.yaml', `dashboards/elsewhere/${slug}/till.yaml`]
    const { faults } = await compareFiles(
      applying(),
      lost.map((path) => ({ path, text: SHOP })),
    )
    expect(faults.map(({ message }) => message.split('. ')[0])).toEqual([
      'There is no application with the short name nobody',
      `Files about the application ${slug} stand elsewhere`,
      'No dashboards are kept here',
    ])
  })

  test('two of one title cannot be told apart: they are left out and named', async () => {
    for (const title of ['Till', 'Till', 'Hosts']) await createDashboard(act(), { applicationId: shop.id, title, panels: [] })
    const { files, left } = await writeFiles(applying())
    expect(files.filter(({ path }) => path.startsWith(shop.folder)).map(({ path }) => path)).toEqual([`${shop.folder}hosts.yaml`])
    expect(left).toContain(`2 in the dashboards of Shop ${shops} are named Till, and files know things by their names. Rename all but one.`)
  })

  test('a stranger learns nothing and changes nothing', async () => {
    const stranger = { ...applying(), caller: callerOf('outsideLead') }
    const files = [{ path: `${shop.folder}till.yaml`, text: SHOP }]
    await expect(compareFiles(stranger, files)).rejects.toMatchObject({ code: { code: 'common.not_found' } })
    await expect(compareFiles(stranger, [{ path: 'dashboards/till.yaml', text: SHOP }])).rejects.toMatchObject({
      code: { code: 'common.not_found' },
    })
    await expect(writeFiles(stranger)).rejects.toMatchObject({ code: { code: 'common.not_found' } })
  })
})

const words = fc.stringMatching(/^[A-Za-z:#'"{}-][ -~äß]{0,18}[a-z]$/)
const anyPanel = fc.record({
  title: words,
  kind: fc.constantFrom(...PANEL_KINDS),
  unit: fc.constantFrom(...UNITS),
  width: fc.constantFrom(...PANEL_WIDTHS),
  expressions: fc.array(
    fc.record({
      text: fc.oneof(words, fc.constantFrom('up', 'sum by (route) (\n  rate(x[5m])\n)', '{job=~"a|b"} # all')),
      legend: fc.oneof(fc.constant(''), fc.constant('{{route}}'), words),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})
const anyDashboard: fc.Arbitrary<DashboardContent> = fc.record({ title: words, panels: fc.array(anyPanel, { maxLength: 4 }) })

test(
  'whatever dashboards there are come out as files that change nothing, and that make the same ones elsewhere',
  {
    timeout: 240_000,
  },
  async () => {
    const said = async ({ id }: Shop) => (await dashboards(id)).map(({ title, panels }) => ({ title, panels })).toSorted(byTitle)
    const written = async ({ folder }: Shop) => (await writeFiles(applying())).files.filter(({ path }) => path.startsWith(folder))
    const distinct = { minLength: 1, maxLength: 5, selector: ({ title }: DashboardContent) => title }
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyDashboard, distinct), async (contents) => {
        const [here, there] = [await aShop(), await aShop()]
        const bodies = contents.map(({ title, panels }) => ({
          title,
          panels: panels.map((panel) => ({ ...panel, expressions: [...panel.expressions] })),
        }))
        for (const body of bodies) await createDashboard(act(), { ...body, applicationId: here.id })
        const files = await written(here)
        expect((await compared(...files)).changes.filter((change) => !change.startsWith('= '))).toEqual([])
        const moved = files.map(({ path, text }) => ({ path: path.replace(here.folder, there.folder), text }))
        await applied(...moved)
        expect(await said(there)).toEqual(await said(here))
        expect(await written(there)).toEqual(moved)
      }),
      { numRuns: 12 },
    )
  },
)

const byTitle = (one: DashboardContent, other: DashboardContent): number => (one.title < other.title ? -1 : 1)
