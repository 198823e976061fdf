/** A private incident with everything that can hang on one, and every reading route of the program asked about it by those it is not for. */
import path from 'node:path'
import { z } from 'zod'
import { beforeAll, describe, expect, test } from 'vitest'
import { recipients } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, type CastMember } from '#core/identity/testing.ts'
import { toId } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { readConfig } from '#platform/config/read.ts'
import { openDataFolder } from '#platform/datafolder/open.ts'
import { calling } from '#test/support/calling.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { callingAny, seedWorld } from '#test/support/traces.ts'
import { openCore, type Core } from './core.ts'
import { startStores } from './stores.ts'
import { seesEvent } from './visibility.ts'

/** Said nowhere but in what hangs on the private incident. */
const MARKER = 'Xanthippe'
/** Finds it, and is not it when an answer tells the question back. */
const QUESTION = 'xanthippe'
const NOT_FOR = ['engineer', 'developer', 'projectManager', 'qa', 'outsideLead', 'contact', 'stranger', 'powerless'] as const

let core: Core
let call: ReturnType<typeof callingAny>
let incidentId: string
let applicationId: string
/** Prefixed ids of what is private. */
let hidden: readonly string[]
/** Values for parts of requests by their name. */
let known: Readonly<Record<string, unknown>>

beforeAll(async () => {
  const read = readConfig({ PITCREW_DATA: path.join(scratchFolder(), 'data') }, '/')
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const data = await openDataFolder(read.config.dataFolder)
  const config = { ...read.config, dataFolder: data.path }
  const stores = await startStores(config, data.path, testLogger)
  core = await openCore({ config, stores, logger: testLogger })
  await core.listen.start()
  await seedWorld(core)
  call = callingAny(core)
  await plant()
  return async () => {
    await core.close()
    await stores.stop()
    await data.close()
  }
})

async function plant(): Promise<void> {
  const lead = callerOf('lead')
  const clientId = toId('client', CLIENT_A)
  const application = await call(lead, 'catalog.createApplication', { body: { clientId, name: 'Shop' } })
  applicationId = application.id
  await call(lead, 'plan.replacePlanSource', {
    params: { plan: clientId },
    body: { source: 'compliance:\n  frameworks:\n    gdpr:\n      applies: true\n', note: 'It applies.' },
    ifMatch: 0,
  })
  const body = { title: `${MARKER} reads our invoices`, applicationId, effect: 'security', summary: `${MARKER} again` }
  const incident = await call(lead, 'incidents.declareIncident', { body })
  incidentId = incident.id
  const open = await call(lead, 'incidents.declareIncident', { body: { title: 'Nobody can pay', applicationId, effect: 'impaired' } })
  const comment = await call(lead, 'comments.createComment', { body: { record: incidentId, text: `${MARKER} was here` } })
  const task = await call(lead, 'tasks.createTask', { body: { title: `Stop ${MARKER}`, record: incidentId } })
  const link = await call(lead, 'links.createLink', {
    body: { record: incidentId, other: open.id, type: 'relates', direction: 'forward' },
  })
  await call(lead, 'incidents.takeMeasure', { params: { id: incidentId }, body: { step: 'isolate', what: `Locked ${MARKER} out` } })
  hidden = [incidentId, incident.label, comment.id, task.id, link.id, MARKER]
  known = {
    record: incidentId,
    records: incidentId,
    id: incidentId,
    q: QUESTION,
    text: QUESTION,
    query: QUESTION,
    filter: '',
    clientId,
    applicationId,
    application: applicationId,
    client: clientId,
    kind: 'incident',
    plan: clientId,
    record_id: incidentId,
    sort: 'newest',
    url: `/incidents/${incidentId}`,
  }
  await core.platform.log.settle()
}

/** As their next request brings them. */
async function callerNow(who: CastMember): Promise<Caller> {
  const [one] = await core.platform.work.read((tx) => recipients(tx, [cast[who].id]))
  return one?.caller ?? callerOf(who)
}

const readingRoutes = () =>
  core.modules.flatMap(({ contract = {}, handlers = {} }) =>
    Object.entries(contract)
      .filter(([, route]) => route.method === 'GET' && route.stream === undefined)
      .map(([name, route]) => ({ name, route, contract, handlers })),
  )

/** What is known of the parts that a schema names. */
function fill(schema: z.ZodType | undefined): Record<string, unknown> {
  if (!(schema instanceof z.ZodObject)) return {}
  return Object.fromEntries(Object.keys(schema.shape).flatMap((name) => (name in known ? [[name, known[name]]] : [])))
}

/** What every route answers that takes one of the requests that can be made up; those that are refused are left out. */
async function answersTo(caller: Caller): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>()
  for (const { name, route, contract, handlers } of readingRoutes()) {
    for (const query of [fill(route.query), {}]) {
      try {
        const answer = await calling(contract, handlers as never)(name as never, caller, { params: fill(route.params), query })
        answers.set(route.id, `${answers.get(route.id) ?? ''}${JSON.stringify(answer)}`)
      } catch {
        // Refused, or a request that this test cannot make up: the cleared answers below say how many are left.
      }
    }
  }
  return answers
}

describe('a private incident', () => {
  test('is found by who has the clearance wherever incidents stand, so that the next tests look in the right places', async () => {
    const answers = await answersTo(await callerNow('owner'))
    const telling = [...answers].filter(([, answer]) => hidden.some((one) => answer.includes(one))).map(([id]) => id)
    expect(telling).toEqual(
      expect.arrayContaining([
        'incidents.listIncidents',
        'incidents.readIncident',
        'incidents.readSecurity',
        'incidents.readReview',
        'records.readTimeline',
        'comments.listComments',
        'links.listLinks',
        'tasks.listTasks',
        'search.search',
        'operation.readNow',
        'operation.listEvents',
      ]),
    )
  })

  test.each(NOT_FOR)('leaves no trace in any answer to %s', async (who) => {
    const answers = await answersTo(await callerNow(who))
    const telling = [...answers].filter(([, answer]) => hidden.some((one) => answer.includes(one))).map(([id]) => id)
    expect(telling).toEqual([])
  })

  test.each(NOT_FOR)('is told to %s neither live nor as a notification', async (who) => {
    const caller = await callerNow(who)
    const events = (await core.platform.log.read(0, 10_000)).filter(({ scope }) => scope.audience === 'restricted')
    expect(events.length).toBeGreaterThan(5)
    expect(events.filter((event) => seesEvent(caller, event)).map(({ kind }) => kind)).toEqual([])
  })

  test('has a notice to the authority due 72 hours after it was declared, which can be given', async () => {
    const owner = await callerNow('owner')
    const { notices } = await call(owner, 'incidents.readSecurity', { params: { id: incidentId } })
    const { declaredAt } = await call(owner, 'incidents.readIncident', { params: { id: incidentId } })
    expect(notices).toMatchObject([{ framework: 'gdpr', state: 'due' }])
    expect(Date.parse(notices[0].dueAt) - Date.parse(declaredAt)).toBe(72 * 3_600_000)
    const params = { id: incidentId, framework: 'gdpr' }
    const given = await call(owner, 'incidents.setNotice', { params, body: { state: 'given', note: 'By their form.' } })
    expect(given.notices).toMatchObject([{ state: 'given', note: 'By their form.', by: { id: toId('person', cast.owner.id) } }])
    const again = await call(owner, 'incidents.setNotice', { params, body: { state: 'due' } })
    expect(again.notices).toMatchObject([{ state: 'due', by: null }])
  })

  test('shows all of that to a colleague once it is released', async () => {
    await call(callerOf('lead'), 'incidents.releaseIncident', { params: { id: incidentId } })
    const answers = await answersTo(await callerNow('engineer'))
    expect(answers.get('incidents.readIncident')).toContain(MARKER)
    expect(answers.get('comments.listComments')).toContain(MARKER)
    expect(answers.get('tasks.listTasks')).toContain(MARKER)
    const stranger = await answersTo(await callerNow('stranger'))
    expect([...stranger.values()].filter((answer) => answer.includes(MARKER))).toEqual([])
  })
})
