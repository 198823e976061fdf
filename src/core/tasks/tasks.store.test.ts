import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { listReaders } from '#core/records/queries/readers.ts'
import { recordKindsOf, searchRecords } from '#core/records/public.ts'
import { taskEvents } from '#events/tasks.ts'
import { DAY_MS, HOUR_MS, later, type Instant } from '#kit/time.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { changeTask, changeTasks } from './actions/change-task.ts'
import { createTask } from './actions/create-task.ts'
import { tasksPersonal } from './actions/erasure.ts'
import { fallDue, TASK_DUE } from './actions/fall-due.ts'
import { taskKind } from './contract/kind.ts'
import { taskNotifies } from './notifies.ts'
import { listTasks, readTask, tasksNow } from './queries/read-tasks.ts'
import { descriptionsOf } from './store/tasks.ts'

let platform: PostgresPlatform
beforeAll(async () => {
  platform = await postgresPlatform({ events: taskEvents, personKeys: openPersonKeys })
  platform.due.declare([{ kind: TASK_DUE, fall: (record, tx) => fallDue(platform, tx, record) }])
  recordKindsOf(platform).declare(taskKind)
  await seedClients(platform)
  await seedCast(platform)
})

const as = (who: CastMember) => ({ platform, caller: callerOf(who) })
const body = (over: object = {}) => ({
  title: 'Renew the certificate',
  description: 'It ends in December.',
  priority: 3,
  assigneeId: null as string | null,
  dueAt: null as Instant | null,
  clientId: CLIENT_A as string | null,
  applicationId: null,
  record: null,
  ...over,
})
const create = (over: object = {}, who: CastMember = 'engineer') => createTask(as(who), body(over))
const read = (id: string) => readTask(as('owner'), id)
const kindsTold = async (id: string) => {
  await platform.log.settle()
  const page = await platform.log.eventsOf(id, {
    visible: [{ clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] }],
    before: null,
    limit: 50,
  })
  return page.items.map(({ kind }) => kind).toReversed()
}
const refusedWith = (code: string) => ({ code: { code } })

describe('tasks', () => {
  test('a task is added, given to somebody, completed and reopened, and the log tells each step', async () => {
    const id = await create({ assigneeId: cast.engineer.id })
    await changeTask(as('engineer'), {
      id,
      version: 1,
      change: { title: 'Renew both certificates', dueAt: later(platform.clock.now(), DAY_MS) },
    })
    await changeTask(as('engineer'), { id, version: 2, change: { state: 'done' } })
    expect(await read(id)).toMatchObject({ state: 'done', completedAt: platform.clock.now(), version: 3 })
    await changeTask(as('engineer'), { id, version: 3, change: { state: 'open', assigneeId: null } })
    expect(await read(id)).toMatchObject({ state: 'open', completedAt: null, assignee: null, createdBy: { id: cast.engineer.id } })
    expect(await kindsTold(id)).toEqual([
      'task.created',
      'task.assigned',
      'task.changed',
      'task.completed',
      'task.unassigned',
      'task.reopened',
    ])
  })

  test('no text of a task stands in the log', async () => {
    const id = await create({ title: 'Call Mrs Abernathy', description: 'Her number is 555' })
    await changeTask(as('engineer'), { id, change: { title: 'Call Mr Abernathy', description: 'His number is 556' } })
    await platform.log.settle()
    const told = JSON.stringify(await platform.log.read(0, 1_000))
    expect(told).not.toMatch(/Abernathy|555|556/)
  })

  test('a change that changes nothing tells nothing and keeps the version', async () => {
    const id = await create()
    expect(await changeTask(as('engineer'), { id, change: { title: 'Renew the certificate', state: 'open' } })).toEqual({
      version: 1,
      before: {},
    })
    expect(await kindsTold(id)).toEqual(['task.created'])
  })

  test('of two who change the same version one is refused', async () => {
    const id = await create()
    const change = (priority: number) => changeTask(as('engineer'), { id, version: 1, change: { priority } })
    const results = await Promise.allSettled([change(1), change(2)])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusedWith('common.version_mismatch') })
  })

  test('a task of a record is where the record is, and stays there', async () => {
    const parent = await create()
    const id = await create({ clientId: null, record: { kind: 'task', id: parent } })
    expect(await read(id)).toMatchObject({
      clientId: CLIENT_A,
      record: { title: 'Renew the certificate', label: expect.stringMatching(/^TSK-/) },
    })
    await expect(changeTask(as('owner'), { id, change: { clientId: CLIENT_B } })).rejects.toMatchObject(
      refusedWith('tasks.placed_by_record'),
    )
  })

  test('who is not active is given no work, and a place that is not there takes none', async () => {
    await expect(create({ assigneeId: uuidv7() })).rejects.toMatchObject(refusedWith('tasks.unknown_assignee'))
    await expect(create({ clientId: uuidv7() }, 'owner')).rejects.toMatchObject(refusedWith('tasks.unknown_place'))
  })

  test('who may not see a task is not given it, and a task is not moved to where its assignee cannot follow', async () => {
    const refusal = {
      ...refusedWith('tasks.unknown_assignee'),
      publicMessage: 'The assignee must be somebody whose roles let them see this task.',
    }
    await expect(create({ assigneeId: cast.outsideLead.id })).rejects.toMatchObject(refusal)
    await expect(create({ assigneeId: cast.contact.id })).rejects.toMatchObject(refusal)
    const id = await create({ assigneeId: cast.engineer.id })
    await expect(changeTask(as('owner'), { id, change: { clientId: CLIENT_B } })).rejects.toMatchObject(refusal)
    await changeTask(as('owner'), { id, change: { clientId: CLIENT_B, assigneeId: cast.outsideLead.id } })
    await changeTask(as('owner'), { id, change: { deleted: true } })
  })

  test('those who may be given a task are offered, by where it is, to who may see tasks there', async () => {
    const offered = async (who: CastMember) => {
      const query = { kind: 'task' as const, place: { kind: 'client' as const, id: CLIENT_A } }
      return (await listReaders(platform, callerOf(who), { query })).items.map(({ id }) => id)
    }
    expect(await offered('lead')).toEqual(expect.arrayContaining([cast.engineer.id, cast.lead.id]))
    for (const who of ['outsideLead', 'stranger', 'contact', 'powerless'] as const) {
      expect(await offered('lead')).not.toContain(cast[who].id)
    }
    await expect(offered('outsideLead')).rejects.toMatchObject(refusedWith('common.not_found'))
    for (const who of ['stranger', 'contact', 'powerless'] as const) {
      await expect(offered(who)).rejects.toMatchObject(refusedWith('common.forbidden'))
    }
  })

  test('the stranger of another client and the lead of another client neither see nor change nor add anything', async () => {
    const id = await create()
    for (const who of ['outsideLead', 'stranger', 'contact', 'powerless'] as const) {
      await expect(readTask(as(who), id)).rejects.toMatchObject({ code: { status: expect.any(Number) } })
      await expect(changeTask(as(who), { id, change: { state: 'done' } })).rejects.toMatchObject({ code: { status: expect.any(Number) } })
      await expect(create({}, who)).rejects.toMatchObject({ code: { status: expect.any(Number) } })
    }
    const { items } = await listTasks(as('outsideLead'), { query: { filter: '', sort: 'newest', limit: 200 } })
    expect(items).toEqual([])
    await expect(changeTask(as('outsideLead'), { id, change: { clientId: CLIENT_B } })).rejects.toMatchObject(
      refusedWith('common.not_found'),
    )
    // Nor does anybody move a task to where they may not write.
    await expect(changeTask(as('engineer'), { id, change: { clientId: CLIENT_B } })).rejects.toMatchObject(refusedWith('common.not_found'))
    expect(await read(id)).toMatchObject({ state: 'open', version: 1, clientId: CLIENT_A })
  })
})

describe('many at once', () => {
  test('each is changed or refused with its reason, and what came back undoes it', async () => {
    const [mine, urgent, foreign] = [await create(), await create({ priority: 1 }), await create({ clientId: CLIENT_B }, 'owner')]
    const missing = uuidv7()
    const change = { state: 'done', priority: 2 } as const
    const done = await changeTasks(
      as('engineer'),
      [mine, urgent, foreign, missing].map((id) => ({ id, change })),
    )
    expect(done).toMatchObject([
      { outcome: 'changed', id: mine, version: 2, before: { state: 'open', priority: 3 } },
      { outcome: 'changed', id: urgent, version: 2, before: { state: 'open', priority: 1 } },
      { outcome: 'refused', id: foreign, code: 'common.not_found' },
      { outcome: 'refused', id: missing, code: 'common.not_found' },
    ])
    await changeTask(as('owner'), { id: urgent, change: { title: 'Meanwhile another title' } })
    const undo = done.flatMap((one) => (one.outcome === 'changed' ? { id: one.id, version: one.version, change: one.before } : []))
    expect(await changeTasks(as('engineer'), undo)).toMatchObject([
      { outcome: 'changed', id: mine },
      { outcome: 'refused', id: urgent, code: 'common.version_mismatch' },
    ])
    expect(await read(mine)).toMatchObject({ state: 'open', priority: 3, completedAt: null })
  })

  test('what was deleted leaves list and page, and comes back whole', async () => {
    const id = await create({ title: 'Sweep the yard' })
    const [deleted] = await changeTasks(as('engineer'), [{ id, change: { deleted: true } }])
    await expect(read(id)).rejects.toMatchObject(refusedWith('common.not_found'))
    await expect(changeTask(as('engineer'), { id, change: { state: 'done' } })).rejects.toMatchObject(refusedWith('common.not_found'))
    if (deleted?.outcome !== 'changed') throw new Error('it was deleted')
    await changeTasks(as('engineer'), [{ id, version: deleted.version, change: deleted.before }])
    expect(await read(id)).toMatchObject({ title: 'Sweep the yard', version: 3 })
    expect(await kindsTold(id)).toEqual(['task.created', 'task.deleted', 'task.restored'])
  })
})

describe('due tasks', () => {
  test('they are on the first screen of who has them, the overdue ones above, and leave it when done', async () => {
    const now = platform.clock.now()
    const overdue = await create({ assigneeId: cast.lead.id, dueAt: later(now, -HOUR_MS), title: 'Late' }, 'owner')
    await create({ assigneeId: cast.lead.id, dueAt: later(now, HOUR_MS), title: 'Soon' }, 'owner')
    await create({ assigneeId: cast.lead.id, dueAt: later(now, 3 * DAY_MS), title: 'Next week' }, 'owner')
    const lines = async (who: CastMember) => (await tasksNow(as(who))).map(({ band, title }) => `${band} ${title}`)
    expect(await lines('lead')).toEqual(['breaching Late', 'due Soon'])
    expect(await lines('projectManager')).toEqual([])
    expect(await lines('stranger')).toEqual([])
    await changeTask(as('lead'), { id: overdue, change: { state: 'done' } })
    expect(await lines('lead')).toEqual(['due Soon'])
  })

  test('the log tells that an open one fell due, once, at the time that was said last', async () => {
    const now = platform.clock.now()
    const [open, done, moved] = await Promise.all([1, 2, 3].map(() => create({ dueAt: later(now, HOUR_MS) })))
    await changeTask(as('engineer'), { id: done ?? '', change: { state: 'done' } })
    await changeTask(as('engineer'), { id: moved ?? '', change: { dueAt: later(now, 3 * HOUR_MS) } })
    await platform.due.sweep(later(now, 2 * HOUR_MS))
    await platform.due.sweep(later(now, 2 * HOUR_MS))
    const fell = async (id: string | undefined) => (await kindsTold(id ?? '')).filter((kind) => kind === 'task.fell_due').length
    expect([await fell(open), await fell(done), await fell(moved)]).toEqual([1, 0, 0])
  })
})

describe('erasing a person', () => {
  const collected = async (personId: string) => {
    const subject = { personIds: [personId], contactIds: [], emails: ['wilhelmina@example.org'], names: ['Wilhelmina Ashgrove'] }
    const items: unknown[] = []
    await platform.work.read(async (tx) => {
      for await (const item of tasksPersonal.export(subject, tx)) items.push(item)
    })
    const erase = () =>
      platform.work.run((tx) => tasksPersonal.erase(subject, tx, { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() }))
    return { items, erase }
  }

  test('takes their name out of texts, of deleted tasks too, out of search and its dictionary, and leaves their work to nobody', async () => {
    const named = await create({ title: 'Call Wilhelmina Ashgrove', description: 'Or write to wilhelmina@example.org.' })
    const deleted = await create({ title: 'Ask', description: 'Wilhelmina Ashgrove knows.' })
    await changeTask(as('engineer'), { id: deleted, change: { deleted: true } })
    const had = await create({ assigneeId: cast.qa.id }, 'owner')
    const made = await create({ title: 'Made by QA', clientId: null }, 'qa')
    const { items, erase } = await collected(cast.qa.id)
    expect(items).toHaveLength(4)
    expect(await erase()).toMatchObject({ counts: { 'tasks that name them': 2, 'tasks they made': 1 } })
    expect(await read(named)).toMatchObject({ title: 'Call [–]', description: 'Or write to [–].' })
    expect(await read(had)).toMatchObject({ assignee: null })
    expect(await read(made)).toMatchObject({ createdBy: null })
    await changeTasks(as('engineer'), [{ id: deleted, change: { deleted: false } }])
    expect(await read(deleted)).toMatchObject({ description: '[–] knows.' })
    const ask = { kinds: recordKindsOf(platform), caller: callerOf('owner'), kind: undefined, after: null, limit: 20 }
    for (const text of ['wilhelmina', 'wilhelmna', 'ashgrove', 'ashgrov'])
      expect(await platform.work.read((tx) => searchRecords(tx, { ...ask, text }))).toMatchObject({ hits: [], corrections: [] })
    expect(await erase()).toMatchObject({ counts: { 'tasks that name them': 0, 'tasks they had': 0, 'tasks they made': 0 } })
  })
})

describe('search', () => {
  const find = async (text: string, who: CastMember = 'owner') => {
    const ask = { kinds: recordKindsOf(platform), caller: callerOf(who), text, kind: undefined, after: null, limit: 20 }
    return platform.work.read((tx) => searchRecords(tx, ask))
  }
  const titles = async (text: string, who?: CastMember) => (await find(text, who)).hits.map(({ record }) => record.title)
  beforeEach(() => platform.clock.advance(1_000))

  test('by words of title and text, the title first, and by the beginning of the last word', async () => {
    await create({ title: 'Check the backups', description: 'Restore one of the zeppelin archives.' })
    await create({ title: 'Zeppelin archive is full', description: '' })
    expect(await titles('zeppelin')).toEqual(['Zeppelin archive is full', 'Check the backups'])
    expect(await titles('archive zepp')).toEqual(['Zeppelin archive is full'])
    expect(await titles('backups zeppelin ')).toEqual(['Check the backups'])
    expect(await titles('zeppelin quagga')).toEqual([])
  })

  test('by misspelt words, and what was taken for what is told', async () => {
    await create({ title: 'Kubernetes upgrade', description: 'Müllabfuhr' })
    expect(await find('kuberntes upgrde')).toMatchObject({
      hits: [{ record: { title: 'Kubernetes upgrade' } }],
      corrections: [
        { typed: 'kuberntes', meant: 'kubernetes' },
        { typed: 'upgrde', meant: 'upgrade' },
      ],
    })
    expect(await titles('mullabfur')).toEqual(['Kubernetes upgrade'])
  })

  test('the text of a hit is read with it, for the excerpt', async () => {
    const id = await create({ description: 'Sparrows nest in it.' })
    expect(await platform.work.read((tx) => descriptionsOf(tx, [id]))).toEqual(new Map([[id, 'Sparrows nest in it.']]))
  })

  test('by number, with those that begin so behind it', async () => {
    const id = await create({ title: 'Numbered' })
    const { label } = await read(id)
    expect((await titles(label))[0]).toBe('Numbered')
    expect((await titles(label.toLowerCase().replace('tsk-', '#')))[0]).toBe('Numbered')
  })

  test('nobody finds, or is told a word of, what they may not see', async () => {
    await create({ title: 'Xylophonist wanted' })
    for (const who of ['outsideLead', 'stranger', 'contact', 'powerless'] as const) {
      expect(await titles('xylophonist', who)).toEqual([])
      expect(await find('xylophonst', who)).toMatchObject({ hits: [], matches: 0, corrections: [] })
      const { label } = await read((await find('xylophonist')).hits[0]?.record.id ?? '')
      expect(await titles(label, who)).toEqual([])
    }
    expect(await titles('xylophonist', 'engineer')).toEqual(['Xylophonist wanted'])
  })

  test('a word that stands nowhere any more is forgotten, and one that another record has is kept', async () => {
    const id = await create({ title: 'Ask Bartholomew about the harpsichord' })
    await create({ title: 'Tune the harpsichord' })
    expect(await titles('bartholemew')).toHaveLength(1)
    await changeTask(as('engineer'), { id, change: { title: 'Ask somebody about the instrument' } })
    expect(await titles('bartholomew')).toEqual([])
    expect(await find('bartholemew')).toMatchObject({ hits: [], corrections: [] })
    expect(await titles('harpsicord')).toEqual(['Tune the harpsichord'])
  })

  test('signs of the query language mean nothing', async () => {
    for (const text of ["' or 1=1 --", '!(a & b)', 'zeppelin:*|!x', '\\', '<->', '"', '100%']) expect(await find(text)).toBeDefined()
  })
})

describe('who is told', () => {
  test('somebody to whom a task is given, and nobody of one that waits for somebody', async () => {
    const told = async (over: object) => {
      const id = await create(over)
      await platform.log.settle()
      const events = (await platform.log.read(0, 100_000)).filter(({ record }) => record.id === id)
      const about = events.flatMap((event) => taskNotifies.filter(({ on }) => on.kind === event.kind).map(({ whom }) => ({ event, whom })))
      return (await platform.work.read((tx) => Promise.all(about.map(({ event, whom }) => whom(event, tx))))).flat()
    }
    expect(await told({ assigneeId: cast.qa.id })).toEqual([{ personId: cast.qa.id, reason: 'assigned' }])
    expect(await told({})).toEqual([])
  })
})
