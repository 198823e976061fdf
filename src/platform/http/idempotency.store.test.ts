import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { route } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, instant, MINUTE_MS } from '#kit/time.ts'
import { testLogger } from '#test/support/quiet.ts'
import { testDatabase } from '#test/support/stores.ts'
import { SimulatedClock } from '../clock.ts'
import { affected, named } from '../pg/tx.ts'
import { openSecrets } from '../secrets/open.ts'
import type { Work } from '../work.ts'
import type { HandlersOf } from './handlers.ts'
import { markingEffects, openIdempotency, type StoredAnswer } from './idempotency.ts'
import { aCaller, startTestHttp } from './testing.ts'

const { work } = await testDatabase()
const clock = new SimulatedClock(instant('2026-11-21T10:00:00Z'))
const secrets = openSecrets({ masterKeys: [new Uint8Array(32).fill(7)] })
const idempotency = openIdempotency({ work, secrets, clock, logger: testLogger })
const marked = markingEffects(work)

beforeAll(() => work.run((tx) => affected(tx, 'test.create', sql`create table effect (name text not null)`)))
beforeEach(() => work.run((tx) => affected(tx, 'test.clear', sql`truncate effect, idempotency_key`)))

const effect = (name: string, through: Work = marked) =>
  through.run((tx) => affected(tx, 'test.effect', sql`insert into effect (name) values (${name})`))
const effects = async () => (await work.read((tx) => named(tx, 'test.count', sql<{ name: string }>`select name from effect`))).length
const rows = () => work.read((tx) => named(tx, 'test.rows', sql<{ answer: Uint8Array | null }>`select answer from idempotency_key`))

const request = (over: Partial<{ caller: string; route: string; key: string; body: string }> = {}) => ({
  caller: over.caller ?? 'person:a',
  route: over.route ?? 'things.create',
  key: over.key ?? 'k1',
  fingerprint: new TextEncoder().encode(over.body ?? 'body'),
})
const answer = (body: string): StoredAnswer => ({ status: 201, etag: '"1"', body })
const codeOf = (error: unknown) => (error as Fault).code.code
/** What a process that died leaves behind: it never comes to the end of its handler. */
const died = () => new Promise<StoredAnswer>(() => undefined)

test('a repeat gets the first answer and has no second effect', async () => {
  const act = async () => {
    await effect('once')
    return answer('{"secret":"shown once"}')
  }
  const first = await idempotency.once(request(), act)
  const second = await idempotency.once(request(), act)
  expect([first.replayed, second.replayed]).toEqual([false, true])
  expect(second.answer).toEqual(first.answer)
  expect(await effects()).toBe(1)
})

test('the kept answer is sealed: a secret that is shown once does not lie open in the table', async () => {
  await idempotency.once(request(), () => Promise.resolve(answer('{"secret":"shown once"}')))
  const [row] = await rows()
  expect(Buffer.from(row?.answer ?? []).toString('latin1')).not.toContain('shown once')
})

test('the same key of another caller or on another route is another key', async () => {
  const act = async () => {
    await effect('each')
    return answer('{}')
  }
  for (const other of [request(), request({ caller: 'person:b' }), request({ route: 'things.change' })]) await idempotency.once(other, act)
  expect(await effects()).toBe(3)
})

test('the same key with another body is refused', async () => {
  await idempotency.once(request(), () => Promise.resolve(answer('{}')))
  const other = idempotency.once(request({ body: 'other' }), () => Promise.resolve(answer('{}')))
  expect(await other.catch(codeOf)).toBe('common.idempotency_mismatch')
})

test('of many at once one takes effect; the others are told to wait or get its answer', async () => {
  const act = async () => {
    await effect('one')
    return answer('{}')
  }
  const results = await Promise.all(Array.from({ length: 20 }, () => idempotency.once(request(), act).then(() => 'answered', codeOf)))
  expect(await effects()).toBe(1)
  expect(results.every((result) => result === 'answered' || result === 'http.request_running')).toBe(true)
  expect((await idempotency.once(request(), act)).replayed).toBe(true)
})

test('a refused request frees its key, so that the corrected one may use it', async () => {
  const refused = idempotency.once(request(), () => Promise.reject(new Fault(common.invalid_request)))
  expect(await refused.catch(codeOf)).toBe('common.invalid_request')
  const corrected = await idempotency.once(request({ body: 'corrected' }), () => Promise.resolve(answer('{}')))
  expect(corrected.replayed).toBe(false)
})

test('when the process dies before the effect, a repeat after a minute takes it on', async () => {
  void idempotency.once(request(), died)
  await expect.poll(rows).toHaveLength(1)
  expect(await idempotency.once(request(), () => Promise.resolve(answer('{}'))).catch(codeOf)).toBe('http.request_running')
  clock.advance(MINUTE_MS + 1)
  const repeat = await idempotency.once(request(), async () => {
    await effect('repeat')
    return answer('{}')
  })
  expect(repeat.replayed).toBe(false)
  expect(await effects()).toBe(1)
})

test('when the process dies between effect and answer, a repeat is told so and has no effect', async () => {
  void idempotency.once(request(), async () => {
    await effect('done')
    return died()
  })
  await expect.poll(effects).toBe(1)
  clock.advance(MINUTE_MS + 1)
  const repeat = idempotency.once(request(), async () => {
    await effect('twice')
    return answer('{}')
  })
  expect(await repeat.catch(codeOf)).toBe('http.answer_lost')
  expect(await effects()).toBe(1)
})

test('one that was merely slow cannot commit after a repeat took its key', async () => {
  let goOn = (): void => undefined
  const slow = idempotency.once(request(), async () => {
    await new Promise<void>((resolve) => (goOn = resolve))
    await effect('late')
    return answer('{"who":"slow"}')
  })
  await expect.poll(rows).toHaveLength(1)
  clock.advance(MINUTE_MS + 1)
  await idempotency.once(request(), async () => {
    await effect('repeat')
    return answer('{"who":"repeat"}')
  })
  goOn()
  expect(await slow.catch(codeOf)).toBe('http.request_running')
  expect(await effects()).toBe(1)
  expect((await idempotency.once(request(), died)).answer.body).toBe('{"who":"repeat"}')
})

test('after 24 hours a key is forgotten', async () => {
  await idempotency.once(request(), () => Promise.resolve(answer('{}')))
  clock.advance(DAY_MS + 1)
  await idempotency.forgetting.run()
  expect(await rows()).toHaveLength(0)
})

const contract = {
  create: route({
    id: 'things.create',
    method: 'POST',
    path: '/api/pitcrew/v1/things',
    summary: 'Create a thing.',
    access: 'signed_in',
    body: z.object({ name: z.string() }),
    response: z.object({ name: z.string() }),
    status: 201,
  }),
}
const handlers: HandlersOf<typeof contract> = {
  create: async ({ body }) => {
    await effect(body.name)
    return { name: body.name }
  },
}
const http = await startTestHttp({ a: aCaller('a', []) }, { modules: [{ name: 'things', contract, handlers }], idempotency })
afterAll(() => http.close())

test('over HTTP a repeat is marked as such, and a key in a wrong form is refused by name', async () => {
  const create = (key: string, name: string) =>
    http.call('/api/pitcrew/v1/things', { method: 'POST', token: 'a', body: JSON.stringify({ name }), headers: { 'idempotency-key': key } })
  const [first, second] = [await create('k', 'A'), await create('k', 'A')]
  expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null])
  expect([second.status, second.headers.get('idempotency-replayed'), second.json]).toEqual([201, 'true', { name: 'A' }])
  expect((await create('k', 'B')).status).toBe(422)
  expect((await create('two words', 'A')).json.errors[0].field).toBe('headers.idempotency-key')
  expect(await effects()).toBe(1)
})
