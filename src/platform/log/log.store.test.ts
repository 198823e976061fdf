import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent, type SealedEvent } from '#kit/event.ts'
import { HOUR_MS, later } from '#kit/time.ts'
import { until } from '#test/support/until.ts'
import { aRename, invited, renamed, START, testLog } from './testing.ts'
import type { VisibleScope } from './log.ts'

const EVERYTHING: VisibleScope[] = [{ clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] }]

describe('the event log', async () => {
  const node = await testLog()
  const { log, work, personKeys } = node

  test('what an action published is in the log after it committed, with its place', async () => {
    const id = await work.run((tx) => log.publish(tx, aRename({ particulars: { name: 'Café ☕ \u0000', step: 3 } })))
    await log.settle()
    const [event] = await log.read((await log.head()) - 1, 10)
    expect(event).toMatchObject({ id, kind: 'application.renamed', at: START, particulars: { name: 'Café ☕ \u0000', step: 3 } })
  })

  test('what a failed action published never happened', async () => {
    const before = await log.head()
    const failing = work.run(async (tx) => {
      await log.publish(tx, aRename())
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await log.settle()
    expect(await log.head()).toBe(before)
  })

  test('particulars that do not fit their declaration fail the action', async () => {
    const wrong = aRename({ particulars: { name: 'x', step: 0.5 } })
    await expect(work.run((tx) => log.publish(tx, wrong))).rejects.toThrow('particulars of application.renamed do not fit')
  })

  test('an event outside a transaction is refused', async () => {
    await expect(work.read((tx) => log.publish(tx, aRename()))).rejects.toThrow(/in the transaction of what it tells/)
  })

  test('personal particulars are readable until the person is erased, and the chain verifies after it', async () => {
    const person = uuidv7()
    const draft = { ...aRename({ record: { kind: 'person', id: person } }), event: invited, subject: person }
    await work.run((tx) => log.publish(tx, { ...draft, particulars: { email: 'mara@shop.example', role: 'qa' } }))
    await log.settle()
    const read = async () => (await log.eventsOf(person, { visible: EVERYTHING, before: null, limit: 1 })).items[0]?.particulars
    expect(await read()).toEqual({ email: 'mara@shop.example', role: 'qa' })
    const stored = await node.pg.pool.query('select * from event where record_id = $1', [person])
    expect(JSON.stringify(stored.rows)).not.toContain('mara')
    personKeys.drop(person)
    expect(await read()).toEqual({ email: null, role: 'qa' })
    expect((await log.verify()).ok).toBe(true)
  })

  test('nothing personal is kept about a person who was erased before', async () => {
    const person = uuidv7()
    personKeys.drop(person)
    const draft = { ...aRename({ record: { kind: 'person', id: person } }), event: invited, subject: person }
    await work.run((tx) => log.publish(tx, { ...draft, particulars: { email: 'gone@shop.example', role: 'qa' } }))
    await log.settle()
    const { rows } = await node.pg.pool.query('select personal, particulars from event where record_id = $1', [person])
    expect(rows).toEqual([{ personal: null, particulars: '{"email":null,"role":"qa"}' }])
  })

  test('listeners get what is sealed while they listen, in order', async () => {
    const heard: number[] = []
    const end = log.follow((events: readonly SealedEvent[]) => heard.push(...events.map(({ seq }) => seq)))
    const before = await log.head()
    for (let i = 0; i < 5; i++) await work.run((tx) => log.publish(tx, aRename()))
    // Something of before may be heard too.
    const own = () => heard.filter((seq) => seq > before)
    await until(() => own().length >= 5)
    end()
    expect(own()).toEqual([1, 2, 3, 4, 5].map((n) => before + n))
  })

  test('the audit trail is paged newest first and filtered by kind, actor, record and time', async () => {
    const actor = { kind: 'person', id: uuidv7() } as const
    const record = { kind: 'application', id: uuidv7() } as const
    for (let i = 0; i < 5; i++) {
      const at = later(START, i * HOUR_MS)
      await work.run((tx) => log.publish(tx, aRename({ actor, record, at, particulars: { name: 'x', step: i } })))
    }
    await log.settle()
    const base = { visible: EVERYTHING, before: null, limit: 2 }
    const first = await log.search({ ...base, actorId: actor.id })
    expect(first.items.map(({ particulars }) => particulars['step'])).toEqual([4, 3])
    const second = await log.search({ ...base, actorId: actor.id, before: first.before })
    expect(second.items.map(({ particulars }) => particulars['step'])).toEqual([2, 1])
    const third = await log.search({ ...base, actorId: actor.id, before: second.before })
    expect([third.items.length, third.before]).toEqual([1, null])
    const within = await log.search({ ...base, recordId: record.id, from: later(START, HOUR_MS), to: later(START, 2 * HOUR_MS) })
    expect(within.items.map(({ particulars }) => particulars['step'])).toEqual([1])
    expect((await log.search({ ...base, recordId: record.id, kind: 'person.invited' })).items).toEqual([])
  })

  test('a reader sees only events of the clients, applications and audiences that are theirs', async () => {
    const [clientA, clientB, shop] = [uuidv7(), uuidv7(), uuidv7()]
    const record = { kind: 'application', id: shop } as const
    const scopes = [
      { clientId: clientA, applicationId: shop, audience: 'internal' },
      { clientId: clientA, applicationId: shop, audience: 'client' },
    ] as const
    for (const scope of scopes) await work.run((tx) => log.publish(tx, aRename({ record, scope })))
    await log.settle()
    const seenBy = async (visible: VisibleScope[]) => (await log.eventsOf(shop, { visible, before: null, limit: 10 })).items.length
    expect(await seenBy(EVERYTHING)).toBe(2)
    expect(await seenBy([{ clientId: clientA, applicationId: null, audiences: ['client', 'public'] }])).toBe(1)
    expect(await seenBy([{ clientId: clientA, applicationId: shop, audiences: ['internal', 'client'] }])).toBe(2)
    expect(await seenBy([{ clientId: clientB, applicationId: null, audiences: ['internal', 'client', 'public'] }])).toBe(0)
    expect(await seenBy([{ clientId: clientA, applicationId: null, audiences: [] }])).toBe(0)
    expect(await seenBy([])).toBe(0)
  })

  test('events of an older shape are lifted on reading, those of unknown kinds are read as they are', async () => {
    const record = { kind: 'application', id: uuidv7() } as const
    await work.run((tx) => log.publish(tx, aRename({ record })))
    await log.settle()
    const renamedNow = defineEvent('application.renamed', {
      version: 3,
      sentence: 'renamed to {title}',
      particulars: z.object({ title: z.string(), step: z.number() }),
      upcasters: { 1: ({ name, ...rest }) => ({ ...rest, title: name }), 2: (old) => ({ ...old, step: Number(old['step']) + 10 }) },
    })
    const newer = await testLog({ on: node, events: [renamedNow] })
    const read = async (reader: typeof log) => (await reader.eventsOf(record.id, { visible: EVERYTHING, before: null, limit: 1 })).items[0]
    expect(await read(newer.log)).toMatchObject({ version: 3, particulars: { title: 'Shop', step: 11 } })
    const without = await testLog({ on: node, events: [] })
    expect(await read(without.log)).toMatchObject({ version: 1, kind: renamed.kind, particulars: { name: 'Shop', step: 1 } })
  })

  test('the database itself refuses to change or remove a sealed event', async () => {
    for (const statement of ['update event set kind = kind', 'delete from event', 'truncate event'])
      await expect(node.pg.pool.query(statement)).rejects.toThrow(/append-only/)
  })
})
