/** On-call as files of a folder: who is on duty and whom an application asks, by names, and out again as it was. */
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { addressesOf, openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { oncallEvents } from '#events/oncall.ts'
import { WEEKDAYS } from '#kit/calendar.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { applyFiles, compareFiles, writeFiles } from '#platform/configuration-files/folder.ts'
import type { ConfigurationFile } from '#platform/configuration-files/kinds.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { oncallFiles } from './actions/files.ts'
import { changePolicy } from './actions/policies.ts'
import { createSchedule, deleteSchedule } from './actions/schedules.ts'
import { findPolicy } from './store/policies.ts'
import { listSchedules } from './store/schedules.ts'
import { aLayer } from './testing.ts'

let platform: PostgresPlatform
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const owner = callerOf('owner')
const act = () => ({ platform, caller: owner })
/** Addresses of the cast. */
let lead = ''
let engineer = ''

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...catalogEvents, ...oncallEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  catalog = calling(catalogContract, catalogHandlers(platform))
  const addresses = await platform.work.read((tx) => addressesOf(tx, [cast.lead.id, cast.engineer.id]))
  lead = addresses.get(cast.lead.id) ?? ''
  engineer = addresses.get(cast.engineer.id) ?? ''
})

/** UUID of an application, and the path of the file that says how it escalates. */
let shop = { id: '', path: '' }
beforeEach(async () => {
  for (const { applicationId, version } of await policies()) await changePolicy(act(), { applicationId, ifMatch: version }, null)
  for (const { id } of await schedules()) await deleteSchedule(act(), id)
  shop = await aShop()
})

let shops = 0
async function aShop() {
  const client = await catalog('readClient', owner, { params: { id: toId('client', CLIENT_A) } })
  const { id, slug } = await catalog('createApplication', owner, { body: { clientId: client.id, name: `Shop ${++shops}` } })
  return { id: toUuid('application', id) ?? '', path: `escalations/${client.slug}/${slug}.yaml` }
}
const schedules = () => platform.work.read((tx) => listSchedules(tx, { ids: null, limit: 100 }))
async function policies() {
  const row = shop.id === '' ? undefined : await platform.work.read((tx) => findPolicy(tx, shop.id))
  return row === undefined ? [] : [row]
}

const FIRST = 'schedules/first.yaml'
const applying = (caller = owner) => ({ work: platform.work, kinds: [oncallFiles(platform)], caller })
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

const schedule = (of = '') => ({
  path: FIRST,
  text: `# Who answers first.
name: Platform, first
zone: Europe/Berlin
layers:
  - name: Main
    people: [${lead}, ${engineer}]
    turnDays: 7
    startsOn: 2026-01-05
    handOverAt: 09:00
${of}`,
})
const policy = (of = '') => ({
  path: shop.path,
  text: `steps:
  - who:
      - schedule: Platform, first
      - person: ${lead}
    waitMinutes: 5
${of}`,
})

describe('a folder', () => {
  test('makes a schedule and lets an application escalate to it, and takes both back', async () => {
    expect(await applied(schedule(), policy())).toEqual(['+ Platform, first', '+ escalation'])
    const hours = '    hours: { mon: [{ from: 09:00, to: 17:00 }] }\n'
    const role = '  - { who: [{ role: technical_lead }], waitMinutes: 15, isBusinessTime: true }\nrepeats: 2\n'
    expect(await applied(schedule(hours), policy(role))).toEqual([
      '~ Platform, first: layers.0.hours.mon.0.from: none → 09:00',
      '~ Platform, first: layers.0.hours.mon.0.to: none → 17:00',
      ...WEEKDAYS.slice(1).map((day) => `~ Platform, first: layers.0.hours.${day}: none → []`),
      '~ escalation: steps.1.who.0.role: none → technical_lead',
      '~ escalation: steps.1.waitMinutes: none → 15',
      '~ escalation: steps.1.isBusinessTime: none → true',
      '~ escalation: repeats: 0 → 2',
    ])
    const renamed = { path: FIRST, text: schedule().text.replace('name: Platform, first', 'name: Platform') }
    expect((await compared(renamed)).changes).toContain('~ Platform: name: Platform, first → Platform')
    const empty = (path: string) => ({ path, text: '# Nobody any more.\n' })
    expect((await compared(empty(FIRST))).faults).toEqual([
      expect.stringContaining(
        'Platform, first is not named here any more and cannot be removed. An application escalates to this schedule.',
      ),
    ])
    expect(await applied(empty(FIRST), empty(shop.path))).toEqual(['- escalation (by the support plan again)', '- Platform, first'])
    expect(await schedules()).toEqual([])
  })

  test('leaves alone what people made, until a file names it', async () => {
    const body = { name: 'By hand', zone: 'UTC', layers: [] }
    await createSchedule(act(), body)
    await createSchedule(act(), { ...body, name: 'Platform, first' })
    expect(await applied(schedule())).toEqual([
      '~ Platform, first: zone: UTC → Europe/Berlin',
      expect.stringMatching(/^~ Platform, first: layers\.0\.name: none → Main$/),
      ...Array.from({ length: 4 }, () => expect.stringMatching(/^~ Platform, first: layers\.0\./)),
      '= Platform, first: managed by this file from now on',
    ])
    expect((await schedules()).map(({ name, managedBy }) => [name, managedBy])).toEqual([
      ['By hand', null],
      ['Platform, first', FIRST],
    ])
    expect((await compared(schedule(), { ...schedule(), path: 'schedules/second.yaml' })).faults).toEqual([
      '2: name: schedules/first.yaml tells a duty schedule named Platform, first already. Give each a name of its own.',
    ])
    expect(await applied({ ...schedule(), path: 'schedules/second.yaml' })).toEqual(['= Platform, first: managed by this file from now on'])
  })

  test('ten faults name ten lines, each with what to do, and nothing is changed', async () => {
    const text = `nme: Platform
name: Platform
zone: Europe/Bärlin
layers:
  - name: ""
    people:
      - ${lead}
      - nobody
    turnDays: weekly
    startsOn: tomorrow
    handOverAt: 9 o'clock
    hours:
      mon:
        - { from: 17:00, to: 09:00 }
      monday: []
`
    const steps = `steps:
  - who:
      - schedule: Platfrm
      - person: nobody@example.org
    waitMinutes: 5
`
    const faulty = await compared({ path: FIRST, text }, { path: shop.path, text: steps })
    expect(faulty.faults.map((fault) => Number(fault.split(':')[0]))).toEqual([3, 4, 1, 3, 5, 9, 10, 11, 14, 15])
    expect(faulty.faults).toEqual(
      expect.arrayContaining([
        '4: steps.0.who.1.person: Nobody here has the address nobody@example.org. Invite them first, or name somebody else.',
        '1: nme: There is no field "nme" here. Did you mean name? Possible: name, zone, layers.',
        '3: zone: must be a time zone such as Europe/Berlin.',
        '14: layers.0.hours.mon.0: must end after it begins; split a night at 24:00.',
      ]),
    )
    expect(await schedules()).toEqual([])
  })

  test('a stranger learns nothing and changes nothing', async () => {
    const stranger = applying(callerOf('outsideLead'))
    for (const file of [schedule(), policy()])
      await expect(compareFiles(stranger, [file])).rejects.toMatchObject({ code: { code: 'common.not_found' } })
    await expect(writeFiles(stranger)).rejects.toMatchObject({ code: { code: 'common.not_found' } })
  })
})

test('what names somebody who left the house is told and left out of the files', async () => {
  await createSchedule(act(), { name: 'Twice', zone: 'UTC', layers: [] })
  await createSchedule(act(), { name: 'Twice', zone: 'UTC', layers: [aLayer([cast.lead.id], { endsOn: null, hours: null })] as never })
  const { files, left } = await writeFiles(applying())
  expect(files).toEqual([])
  expect(left).toEqual(['2 in the duty schedules are named Twice, and files know things by their names. Rename all but one.'])
})

const words = fc.stringMatching(/^[A-Za-z:#'"{}-][ -~äß]{0,18}[a-z]$/)
const person = fc.constantFrom('lead' as const, 'engineer' as const).map((who) => cast[who].id)
const span = fc.constantFrom({ from: '09:00', to: '12:00' }, { from: '00:00', to: '24:00' }, { from: '13:30', to: '17:00' })
const hours = fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, fc.array(span, { maxLength: 2 })])) as never)
const anyLayer = fc.record({
  name: words,
  people: fc.array(person, { minLength: 1, maxLength: 4 }),
  turnDays: fc.integer({ min: 1, max: 92 }),
  startsOn: fc.constantFrom('2026-01-05', '2025-12-31'),
  handOverAt: fc.constantFrom('00:00', '09:00', '17:30'),
  endsOn: fc.option(fc.constant('2027-01-04')),
  hours: fc.option(hours),
})
const anySchedule = fc.record({
  name: words,
  zone: fc.constantFrom('Europe/Berlin', 'UTC', 'America/New_York'),
  layers: fc.array(anyLayer, { maxLength: 3 }),
})
const anyStep = fc.record({
  who: fc.array(
    fc.oneof(
      person.map((id) => ({ kind: 'person' as const, id })),
      fc.nat({ max: 9 }).map((index) => ({ kind: 'schedule' as const, index })),
      fc.constantFrom('technical_lead', 'qa').map((role) => ({ kind: 'role' as const, role })),
    ),
    { minLength: 1, maxLength: 4 },
  ),
  waitMinutes: fc.integer({ min: 1, max: 10_080 }),
  isBusinessTime: fc.boolean(),
})
const distinct = { minLength: 1, maxLength: 4, selector: ({ name }: { readonly name: string }) => name }
const everything = fc.record({
  schedules: fc.uniqueArray(anySchedule, distinct),
  steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }),
  repeats: fc.nat({ max: 5 }),
})

test('whatever duty there is comes out as files that change nothing, and that make the same duty again', async () => {
  await fc.assert(
    fc.asyncProperty(everything, async ({ schedules: wanted, steps, repeats }) => {
      const ids: string[] = []
      for (const one of wanted) ids.push(await createSchedule(act(), one as never))
      const asked = steps.map(({ who, ...step }) => ({
        ...step,
        who: who.map((one) => (one.kind === 'schedule' ? { kind: one.kind, id: ids[one.index % ids.length] ?? '' } : one)),
      }))
      await changePolicy(act(), { applicationId: shop.id, ifMatch: 0 }, { steps: asked, repeats })
      const before = await said()

      const { files, left } = await writeFiles(applying())
      expect(left).toEqual([])
      const own = await compareFiles(applying(), files)
      expect(own.faults).toEqual([])
      expect(own.changes.filter(({ what }) => !what.startsWith('= '))).toEqual([])

      await changePolicy(act(), { applicationId: shop.id, ifMatch: 1 }, null)
      for (const id of ids) await deleteSchedule(act(), id)
      await applied(...files)
      expect(await said()).toEqual(before)
      expect((await writeFiles(applying())).files).toEqual(files)

      await applied(...files.map(({ path }) => ({ path, text: '' })))
      expect(await schedules()).toEqual([])
    }),
    { numRuns: 20 },
  )
})

/** What schedules and the policy say, with schedules by name. */
async function said() {
  const rows = await schedules()
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.name
  const [own] = await policies()
  return {
    schedules: rows.map(({ name, zone, layers }) => ({ name, zone, layers })),
    repeats: own?.repeats,
    steps: own?.steps.map((step) => ({ ...step, who: step.who.map((one) => (one.kind === 'schedule' ? nameOf(one.id) : one)) })),
  }
}
