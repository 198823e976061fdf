import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { identityEvents } from '#events/identity.ts'
import { planEvents } from '#events/plan.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { planPersonal } from './actions/erasure.ts'
import { applyFiles, compareFiles, writeFiles } from '#platform/configuration-files/folder.ts'
import { planFiles } from './actions/files.ts'
import { planContract } from './contract/contract.ts'
import { planHandlers } from './http/handlers.ts'
import { calendarOf, decideSeverity, decideTargets, holdersOf, patchDeadlinesOf, planOf, rolesOf, thresholdsOf } from './public.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof planContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const owner = callerOf('owner')
const lead = callerOf('lead')
const engineer = callerOf('engineer')
const contact = callerOf('contact')
const outsideLead = callerOf('outsideLead')
const stranger = callerOf('stranger')
const clientA = toId('client', CLIENT_A)
const clientB = toId('client', CLIENT_B)
const lindqvist = toId('person', cast.lead.id)
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...identityEvents, ...catalogEvents, ...planEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  call = calling(planContract, planHandlers(platform))
  catalog = calling(catalogContract, catalogHandlers(platform))
})

let made = 0
const shop = async (clientId: string | null = clientA) =>
  (await catalog('createApplication', owner, { body: { clientId, name: `Shop ${++made}` } })).id
const freshClient = async () => (await catalog('createClient', owner, { body: { name: `Client ${++made}` } })).id
const read = (plan: string, caller = owner) => call('readPlan', caller, { params: { plan } })
const valueOf = async (plan: string, path: string) => {
  const { values, origins } = await read(plan)
  const found = values.find((one) => one.path === path)
  return found && { value: found.value, from: origins[found.origin], beneath: found.beneath?.value ?? null }
}
/** Sets values at the version that is there. */
const set = async (plan: string, values: Record<string, unknown>, caller = owner) =>
  call('changePlan', caller, {
    params: { plan },
    body: { set: Object.entries(values).map(([path, value]) => ({ path, value })) },
    ifMatch: (await read(plan)).version,
  })
const put = async (plan: string, source: string) =>
  call('replacePlanSource', owner, { params: { plan }, body: { source, note: '' }, ifMatch: (await read(plan)).version })
const sourceOf = async (plan: string, of?: 'effective') =>
  (await call('readPlanSource', owner, { params: { plan }, query: of ? { of } : {} })).source

describe('where a value comes from', () => {
  test('an application inherits from its client, the organisation and the standard, and shows who set what', async () => {
    const client = await freshClient()
    const application = await shop(client)
    expect(await valueOf(application, 'thresholds.memory.limit')).toMatchObject({ value: '80 %', from: { layer: 'standard', by: null } })
    await set('organisation', { 'thresholds.memory.limit': '85 %' })
    await set(client, { 'thresholds.memory.for': '20 min' })
    await set(client, { 'thresholds.memory.limit': '90 %' }, lead)
    expect(await valueOf(application, 'thresholds.memory.limit')).toMatchObject({
      value: '90 %',
      from: { layer: 'client', of: client, version: 2, by: { name: 'Tara Lindqvist' } },
    })
    expect(await valueOf(application, 'thresholds.memory.for')).toMatchObject({
      value: '20 min',
      from: { version: 1, by: { name: 'Olivia Owens' } },
    })
    expect(await valueOf(client, 'thresholds.memory.limit')).toMatchObject({ value: '90 %', beneath: '85 %' })
    expect(await valueOf(await shop(null), 'thresholds.memory.limit')).toMatchObject({ value: '85 %', from: { layer: 'organisation' } })
  })

  test('a value that is inherited again follows what is above it', async () => {
    const application = await shop()
    await set(application, { 'thresholds.cpu.limit': '95 %' })
    await call('changePlan', owner, { params: { plan: application }, body: { unset: ['thresholds.cpu.limit'] }, ifMatch: 1 })
    expect(await valueOf(application, 'thresholds.cpu.limit')).toMatchObject({ value: '80 %', from: { layer: 'standard' } })
    expect(await sourceOf(application)).toBe('')
  })

  test('the plan of any instant can be read again', async () => {
    const application = await shop()
    await set(application, { 'patching.low': '100 days' })
    const then = platform.clock.now()
    platform.clock.advance(60_000)
    await set(application, { 'patching.low': '50 days' })
    const of = { clientId: CLIENT_A, applicationId: toUuid('application', application) ?? '' }
    const plans = planOf(platform)
    expect((await plans.effective(of)).plan.patching.low).toBe('50 days')
    expect((await plans.effective(of, { at: then })).plan.patching.low).toBe('100 days')
    await platform.work.run(async (tx) => expect((await plans.effective(of, { tx })).plan.patching.low).toBe('50 days'))
  })

  test('whoever runs a plan gets numbers, calendars and people from it', async () => {
    const application = await shop(clientB)
    await set(application, { 'roles.qa.heldBy': [lindqvist], 'thresholds.cpu.limit': '95 %', 'patching.low': '100 days' })
    const of = { clientId: CLIENT_B, applicationId: toUuid('application', application) ?? '' }
    const { plan, zone, values } = await planOf(platform).effective(of)
    expect(thresholdsOf(plan).find(({ key }) => key === 'cpu')?.limit).toEqual({ share: 0.95 })
    expect(values.get('thresholds.cpu.limit')?.origin).toEqual({ layer: 'application', version: 1 })
    expect(patchDeadlinesOf(plan).low).toBe(100 * 86_400_000)
    expect(calendarOf(plan, zone).zone).toBe('Asia/Tokyo')
    expect(holdersOf(plan, 'qa')).toEqual({ heldBy: [cast.lead.id], deputies: [] })
    expect(rolesOf(plan, cast.lead.id)).toEqual([{ role: 'qa', as: 'holder' }])
    const { severity } = decideSeverity(plan, { effect: 'stopped', reach: 'everyone', isConfirmed: true })
    expect(decideTargets(plan, { type: 'incident', severity }).firstResponse?.said).toBe('15 min')
  })

  test('local hours are those of the client', async () => {
    expect((await read(clientB)).zone).toBe('Asia/Tokyo')
    expect((await read(await shop(clientB))).zone).toBe('Asia/Tokyo')
    expect((await read(await shop(null))).zone).toBe('Europe/Berlin')
  })
})

describe('files', () => {
  const FILE = `# What we agreed with them in March.
thresholds:
  cpu: # small machines
    limit: 90 %
roles:
  technical_lead: { heldBy: [tara.lindqvist@example.org] }
`

  test('export and import change nothing, and every comment comes back', async () => {
    const application = await shop()
    await put(application, FILE)
    const exported = await sourceOf(application)
    expect(exported).toBe(FILE)
    expect((await put(application, exported)).version).toBe(1)
    const whole = await sourceOf(application, 'effective')
    const { faults, changes } = await call('checkPlanSource', owner, { params: { plan: application }, body: { source: whole } })
    expect(faults).toEqual([])
    expect(changes.every(({ before }) => before === null)).toBe(true)
    const before = await read(application)
    const after = await put(application, whole)
    expect(after.values.map(({ path, value }) => [path, value])).toEqual(before.values.map(({ path, value }) => [path, value]))
  })

  test('people stand in files by their address and in the store by their id', async () => {
    const application = await shop()
    const plan = await put(application, FILE)
    expect(plan.people).toEqual([{ id: lindqvist, name: 'Tara Lindqvist' }])
    expect(plan.values.find(({ path }) => path === 'roles.technical_lead.heldBy')?.value).toEqual([lindqvist])
    const nobody = 'roles:\n  qa:\n    heldBy: [nobody@example.org]\n'
    const { faults } = await call('checkPlanSource', owner, { params: { plan: application }, body: { source: nobody } })
    expect(faults).toMatchObject([{ line: 3, what: 'Nobody here has the address nobody@example.org.' }])
  })

  test('a change in the console keeps the comments of the file', async () => {
    const application = await shop()
    await put(application, FILE)
    await set(application, { 'thresholds.cpu.limit': '70 %' })
    expect(await sourceOf(application)).toBe(FILE.replace('90 %', '70 %'))
  })

  test('a faulty file changes nothing and is told line by line, with what only the whole plan can know', async () => {
    const application = await shop()
    const faulty = put(application, 'hours:\n  calendar: nightly\ncadence:\n  sprintLength: often\n')
    await expect(faulty).rejects.toMatchObject({
      code: { code: 'plan.faulty' },
      fields: [
        { field: 'line 2', message: expect.stringContaining('nothing named "nightly"') },
        { field: 'line 4', message: expect.stringContaining('sprintLength: "often" is not an amount.') },
      ],
    })
    expect((await read(application)).version).toBe(0)
  })

  test('a wrong value in the console is told at its place', async () => {
    const application = await shop()
    await expect(set(application, { 'thresholds.cpu.limit': 'a lot' })).rejects.toMatchObject({
      fields: [{ field: 'body.thresholds.cpu.limit' }],
    })
    await expect(set(application, { 'severity.consequences.major.startsAtTier': 'tier_9' })).rejects.toMatchObject({
      fields: [{ field: 'body.severity.consequences.major.startsAtTier', message: expect.stringContaining('Did you mean tier_1?') }],
    })
    await expect(set(application, { 'thresholds.cpu': 1 })).rejects.toEqual(refused('plan.faulty'))
  })

  test('holidays come from an iCalendar file', async () => {
    const application = await shop()
    const file = 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day\nEND:VEVENT\n'
    const body = { list: 'public', file }
    await call('importHolidays', owner, { params: { plan: application }, body, ifMatch: 0 })
    expect(await valueOf(application, 'hours.holidays.public.days.2026-12-25')).toMatchObject({ value: 'Christmas Day' })
    const empty = { params: { plan: application }, body: { ...body, file: 'hello' }, ifMatch: 1 }
    await expect(call('importHolidays', owner, empty)).rejects.toEqual(refused('plan.no_holidays'))
  })

  test('a folder is compared whole: an application may use what its client’s file brings', async () => {
    const client = await freshClient()
    const application = await shop(client)
    const slugs = {
      client: (await catalog('readClient', owner, { params: { id: client } })).slug,
      application: (await catalog('readApplication', owner, { params: { id: application } })).slug,
    }
    const files = [
      { path: `plan/applications/${slugs.application}.yaml`, text: 'hours:\n  calendar: night\n' },
      { path: `plan/clients/${slugs.client}.yaml`, text: 'hours:\n  calendars:\n    night:\n      title: Night\n      mon: 00:00-06:00\n' },
    ]
    const applying = { work: platform.work, kinds: [planFiles(platform)], caller: owner }
    expect((await compareFiles(applying, files.slice(0, 1))).faults).toMatchObject([{ line: 2 }])
    const compared = await compareFiles(applying, files)
    expect(compared.faults).toEqual([])
    expect(compared.changes.map(({ what }) => what)).toContain('+ hours.calendar: night')
    expect(await applyFiles(applying, files, compared)).toBe('applied')
    expect(await compareFiles(applying, files)).toEqual({ faults: [], changes: [] })
    const lost = await compareFiles(applying, [
      { path: 'plan/clients/nobody.yaml', text: '' },
      { path: 'plan/x.yaml', text: '' },
    ])
    expect(lost.faults).toHaveLength(2)

    const moved = [
      { path: files[0]?.path ?? '', text: `${files[1]?.text ?? ''}  calendar: night\n` },
      { path: files[1]?.path ?? '', text: '' },
    ]
    expect(await applyFiles(applying, moved, await compareFiles(applying, moved))).toBe('applied')
    const written = await writeFiles({ ...applying, kinds: applying.kinds })
    expect(written.files).toContainEqual(moved[0])
    expect(await compareFiles(applying, written.files)).toEqual({ faults: [], changes: [] })
  })
})

test('an erased person is named by no text of any plan, and the plan still reads', async () => {
  const application = await shop()
  await put(application, '# Ask Zacharias Quill first.\nthresholds:\n  cpu: { title: For Zacharias Quill }\n')
  const subject = { personIds: [cast.lead.id], contactIds: [], emails: [], names: ['Zacharias Quill'] }
  await platform.work.run((tx) => planPersonal.erase(subject, tx, { actor: owner.ref, at: platform.clock.now() }))
  expect(await sourceOf(application)).toBe('# Ask (erased) first.\nthresholds:\n  cpu: { title: For (erased) }\n')
  expect(await valueOf(application, 'thresholds.cpu.title')).toMatchObject({ value: 'For (erased)' })
  const told: unknown[] = []
  await set(application, { 'patching.low': '80 days' }, lead)
  await platform.work.read(async (tx) => {
    for await (const item of planPersonal.export(subject, tx)) told.push(item)
  })
  expect(told).toContainEqual({ kind: 'planVersions', data: expect.objectContaining({ version: 2 }) })
})

describe('versions', () => {
  test('each change is a version with its note; two are compared, an earlier one comes back', async () => {
    const application = await shop()
    await set(application, { 'patching.low': '100 days', 'patching.high': '20 days' })
    const body = { set: [{ path: 'patching.low', value: '90 days' }], unset: ['patching.high'], note: 'After the audit' }
    await call('changePlan', lead, { params: { plan: application }, body, ifMatch: 1 })
    const params = { plan: application }
    expect((await call('comparePlanVersions', owner, { params, query: { from: '1', to: '2' } })).changes).toEqual([
      { path: 'patching.low', before: '100 days', after: '90 days' },
      { path: 'patching.high', before: '20 days', after: null },
    ])
    await call('restorePlanVersion', owner, { params, body: { version: 1, note: '' }, ifMatch: 2 })
    expect(await valueOf(application, 'patching.high')).toMatchObject({ value: '20 days', from: { version: 3 } })
    const { items } = await call('listPlanVersions', owner, { params })
    expect(items).toMatchObject([
      { version: 3, restoredFrom: 1, changes: 2 },
      { version: 2, note: 'After the audit', by: { name: 'Tara Lindqvist' } },
      { version: 1, changes: 2 },
    ])
    const none = { params, body: { version: 9, note: '' }, ifMatch: 3 }
    await expect(call('restorePlanVersion', owner, none)).rejects.toEqual(refused('common.not_found'))
    await platform.log.settle()
    const told = (await platform.log.read(0, 100_000)).filter(({ record }) => record.id === toUuid('application', application))
    expect(told.map(({ kind, particulars }) => [kind, particulars['paths']])).toEqual([
      ['application.created', undefined],
      ['plan.changed', ['patching.low', 'patching.high']],
      ['plan.changed', ['patching.low', 'patching.high']],
      ['plan.restored', ['patching.low', 'patching.high']],
    ])
  })

  test('of two who change the same version at once one wins, and the other is told', async () => {
    const application = await shop()
    const change = (value: string) =>
      call('changePlan', owner, { params: { plan: application }, body: { set: [{ path: 'patching.low', value }] }, ifMatch: 0 })
    const results = await Promise.allSettled([change('1 day'), change('2 days')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(change('3 days')).rejects.toEqual(refused('common.version_mismatch'))
  })

  test('nobody takes away what a plan below stands on', async () => {
    const client = await freshClient()
    const application = await shop(client)
    await set(client, { 'hours.calendars.night.title': 'Night' })
    await set(application, { 'hours.calendar': 'night' })
    await expect(put(client, '# nothing\n')).rejects.toMatchObject({
      code: { code: 'plan.needed_below' },
      fields: [{ field: application, message: expect.stringContaining('hours.calendar') }],
    })
    await set(application, { 'hours.calendar': 'business' })
    await put(client, '# nothing\n')
  })
})

describe('who may', () => {
  test('the team reads the plans of its clients; contacts and strangers see none', async () => {
    const application = await shop()
    expect((await read(application, engineer)).mayChange).toBe(false)
    expect((await read(application, lead)).mayChange).toBe(true)
    for (const plan of [application, clientA]) {
      await expect(read(plan, outsideLead)).rejects.toEqual(refused('common.not_found'))
      for (const who of [contact, stranger]) await expect(read(plan, who)).rejects.toEqual(refused('common.forbidden'))
    }
    await expect(read('organisation', outsideLead)).rejects.toEqual(refused('common.not_found'))
    expect((await read('standard', outsideLead)).layer).toBe('standard')
    expect((await call('listPlans', outsideLead)).items.every(({ of }) => of !== clientA && of !== application)).toBe(true)
    expect((await call('listPlans', owner)).items.length).toBeGreaterThan(1)
  })

  test('whoever leads for one client changes its plans and no other, and nobody the standard', async () => {
    const [theirs, ours] = [await shop(clientB), await shop(clientA)]
    const change = (plan: string, caller: typeof owner) =>
      call('changePlan', caller, { params: { plan }, body: { set: [{ path: 'patching.low', value: '60 days' }] }, ifMatch: 0 })
    expect((await change(theirs, outsideLead)).version).toBe(1)
    await expect(change(ours, outsideLead)).rejects.toEqual(refused('common.not_found'))
    await expect(change(ours, engineer)).rejects.toEqual(refused('common.forbidden'))
    await expect(change('standard', owner)).rejects.toEqual(refused('plan.standard_stays'))
  })
})
