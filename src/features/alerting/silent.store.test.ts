/** Samples that stay away, and samples that nobody had judged when the program ended. */
import { describe, expect, test } from 'vitest'
import { intakeOf } from '#features/telemetry/public.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { call, environmentId, listed, owner, platform, restart, running, send, withRule } from './testing-world.ts'

/** What a second of the program does once the time has come. */
async function later(ms: number): Promise<void> {
  await intakeOf(platform).keepNow()
  platform.clock.advance(ms)
  await running.turn()
  await running.watching.write()
  await platform.log.settle()
}

const reasons = async () => {
  const [row] = await listed()
  const { transitions } = await call('readAlert', owner, { params: { id: row?.id } })
  return transitions.map(({ to, reason }) => `${to}: ${reason}`)
}

describe('a series of which nothing comes any more', () => {
  test('goes on firing with its state saying so, and recovers with what comes again', async () => {
    await withRule({ condition: { noDataAfterMs: 2 * MINUTE_MS } })
    await send(90)
    await later(MINUTE_MS)
    expect(await reasons()).toEqual(['firing: limit_crossed'])
    await later(MINUTE_MS + SECOND_MS)
    expect(await reasons()).toEqual(['no_data: no_data', 'firing: limit_crossed'])
    expect(await listed()).toMatchObject([{ state: 'firing' }])
    await later(MINUTE_MS)
    await send(10)
    expect(await reasons()).toEqual(['ok: recovered', 'no_data: no_data', 'firing: limit_crossed'])
  })

  test('fires by the time of its last sample, when the rule says that no data is a breach', async () => {
    await withRule({ condition: { noDataAfterMs: 2 * MINUTE_MS, onNoData: 'fire' } })
    const at = platform.clock.now()
    await send(10)
    await later(2 * MINUTE_MS + 30 * SECOND_MS)
    expect(await listed()).toMatchObject([{ state: 'firing' }])
    const [row] = await listed()
    expect(Date.parse(String(row?.openedAt)) || row?.openedAt).toBe(at + 2 * MINUTE_MS)
    await send(10)
    expect(await listed()).toMatchObject([{ state: 'recovered' }])
  })

  test('ends what fires, when the rule says that no data is the end', async () => {
    await withRule({ condition: { noDataAfterMs: 2 * MINUTE_MS, onNoData: 'recover' } })
    await send(90)
    await later(2 * MINUTE_MS + SECOND_MS)
    expect(await reasons()).toEqual(['ok: no_data', 'firing: limit_crossed'])
  })

  test('is not missed once its sender has said that it has ended', async () => {
    await withRule({ condition: { noDataAfterMs: MINUTE_MS, onNoData: 'fire' } })
    await send(10)
    platform.clock.advance(SECOND_MS)
    await send('ended')
    await later(10 * MINUTE_MS)
    expect(await listed()).toEqual([])
  })

  test('is not missed while another node hears it', async () => {
    await withRule({ condition: { noDataAfterMs: 2 * MINUTE_MS, onNoData: 'fire' } })
    await send(10)
    platform.clock.advance(MINUTE_MS)
    await unheard(10)
    await later(90 * SECOND_MS)
    expect(await listed()).toEqual([])
    await later(90 * SECOND_MS)
    expect(await listed()).toMatchObject([{ state: 'firing' }])
  })
})

/** A sample that is acknowledged and that this node's rules do not hear. */
async function unheard(value: number, isKept = true): Promise<void> {
  const intake = intakeOf(platform)
  intake.tell({ round: 1_000_000, wanted: () => undefined })
  await intake.takePoints(
    { environmentId: environmentId(), keyId: null, protocol: 'collector' },
    { bytes: 0, points: [{ metric: 'queue.length', labels: { host: 'q-1' }, at: platform.clock.now(), value }] },
  )
  if (isKept) await intake.keepNow()
}

test('a sample that was acknowledged when the program ended, and judged by nobody, is judged when it starts again', async () => {
  await withRule({ condition: { forMs: MINUTE_MS } })
  await send(90)
  platform.clock.advance(MINUTE_MS)
  await unheard(95)
  expect(await listed()).toEqual([])
  await restart()
  await running.watching.write()
  await platform.log.settle()
  expect(await listed()).toMatchObject([{ title: 'Queue of q-1', state: 'firing', value: 95 }])
  await restart()
  expect(await reasons()).toEqual(['firing: held_long_enough', 'pending: limit_crossed'])
})

test('a sample that is taken during a start, before anybody listens, is judged as soon as it can be read', async () => {
  await withRule({})
  await unheard(95, false)
  await restart()
  await later(SECOND_MS)
  expect(await listed()).toMatchObject([{ title: 'Queue of q-1', state: 'firing', value: 95 }])
  expect(await reasons()).toEqual(['firing: limit_crossed'])
})
