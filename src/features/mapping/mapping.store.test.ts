/** What is kept of senders: until it is too old, and until somebody whom it names is erased. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { mappingEvents } from '#events/mapping.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, later } from '#kit/time.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { mappingPersonal, mappingRetention } from './actions/erasure.ts'
import { noteUnassigned } from './public.ts'
import { isLabel, keepUnassignedOf, mappingOf } from './testing.ts'

const alder = { kind: 'client', id: CLIENT_A } as const
const birch = { kind: 'client', id: CLIENT_B } as const

let platform: PostgresPlatform
let mapping: ReturnType<typeof mappingOf>
let environmentId: string

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...catalogEvents, ...mappingEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  mapping = mappingOf(platform)
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const owner = callerOf('owner')
  const shop = await catalog('createApplication', owner, { body: { clientId: toId('client', CLIENT_A), name: 'Shop' } })
  const { id } = await catalog('createEnvironment', owner, { body: { applicationId: shop.id, name: 'QA', kind: 'qa' } })
  environmentId = toUuid('environment', id) ?? ''
})
beforeEach(async () => {
  for (const owner of [alder, birch]) await mapping.write(owner, [])
})

/** As when lines of this machine come and no rule assigns them. */
async function note(owner: typeof alder | typeof birch, host: string): Promise<void> {
  const rules = { rules: [], environments: new Set<string>() }
  const labels = new Map([['host.name', host]])
  noteUnassigned(platform, { owner, rules, protocol: 'otlp_logs' }, [{ labels, reason: 'no_rule', items: 1 }])
  await keepUnassignedOf(platform)()
}

const hostsOf = async (owner: typeof alder | typeof birch) =>
  (await mapping.read(owner)).unassigned.flatMap(({ labels }) => labels.map(({ value }) => value))

test('unassigned sets go some days after they came last, the oldest first and as many at once as is said', async () => {
  const remove = mappingRetention[0]?.remove
  for (const [owner, host] of [
    [alder, 'oldest'],
    [birch, 'old'],
    [alder, 'came again'],
    [alder, 'new'],
  ] as const) {
    await note(owner, host)
    platform.clock.advance(DAY_MS)
  }
  await note(alder, 'came again')
  const before = { before: later(platform.clock.now(), -2 * DAY_MS) }
  expect(await platform.work.run(async (tx) => remove?.(tx, { ...before, limit: 1 }))).toBe(1)
  expect([await hostsOf(alder), await hostsOf(birch)]).toEqual([['came again', 'new'], ['old']])
  expect(await platform.work.run(async (tx) => remove?.(tx, { ...before, limit: 10 }))).toBe(1)
  expect([await hostsOf(alder), await hostsOf(birch)]).toEqual([['came again', 'new'], []])
})

test('erasing somebody removes the sets that name them and takes their name out of rules, which then assign less and not more', async () => {
  for (const host of ['laptop of ADA LOVELACE', 'web-1']) await note(birch, host)
  const rules = [
    { matchers: [isLabel('site', 'qa'), isLabel('host.name', 'laptop of Ada Lovelace')], environmentId },
    { matchers: [{ label: 'owner', match: 'begins_with' as const, value: 'ada lovelace' }], environmentId },
  ]
  const { version } = await mapping.write(alder, rules)
  const act = { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() } as const
  const erase = (names: readonly string[]) =>
    platform.work.run((tx) => mappingPersonal.erase({ personIds: [], contactIds: [], emails: [], names }, tx, act))
  expect(await erase(['Ada'])).toEqual({ counts: { unassigned: 0, namings: 0 } })
  expect(await erase(['Ada Lovelace'])).toEqual({ counts: { unassigned: 1, namings: 1 } })
  expect(await erase(['Ada Lovelace'])).toEqual({ counts: { unassigned: 0, namings: 0 } })
  expect(await hostsOf(birch)).toEqual(['web-1'])
  const read = await mapping.read(alder)
  expect(read.rules.map(({ matchers }) => matchers)).toEqual([
    [isLabel('site', 'qa'), isLabel('host.name', 'laptop of [–]')],
    [{ label: 'owner', match: 'begins_with', value: '[–]' }],
  ])
  // Who has read them before cannot write the name again.
  await expect(mapping.write(alder, rules, 'owner', version)).rejects.toMatchObject({ code: { code: 'common.version_mismatch' } })
})
