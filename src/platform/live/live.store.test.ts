import { afterAll, describe, expect, test } from 'vitest'
import { testLogger as logger } from '#test/support/quiet.ts'
import { testDatabase } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import type { LiveMessage } from '../live.ts'
import { openListen } from '../pg/listen.ts'
import { openLive } from './open.ts'

describe('live messages', async () => {
  const { pg, work } = await testDatabase()
  const openNode = async () => {
    const listen = openListen({ pg, logger })
    const live = openLive({ listen, work, logger })
    await listen.start()
    live.start()
    const heard: LiveMessage[] = []
    live.subscribe((message) => heard.push(message))
    afterAll(async () => {
      await live.stop()
      await listen.stop()
    })
    return { live, heard }
  }
  const [here, there] = [await openNode(), await openNode()]
  const message = (n: number): LiveMessage => ({
    topic: 'test.figures',
    scope: { clientId: null, applicationId: null, audience: 'internal' },
    permission: 'test.read',
    data: { n },
  })

  test('reach every node in order, the telling one included', async () => {
    for (let n = 0; n < 100; n++) here.live.tell(message(n))
    await until(() => here.heard.length >= 100 && there.heard.length >= 100)
    const sent = Array.from({ length: 100 }, (_, n) => message(n))
    expect([here.heard, there.heard]).toEqual([sent, sent])
  })

  test('reach nodes again after they lost their connection', async () => {
    await pg.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    const before = there.heard.length
    await until(() => {
      here.live.tell(message(-1))
      return there.heard.length > before
    })
  })

  test('a message that PostgreSQL cannot carry is refused at once', () => {
    expect(() => here.live.tell({ ...message(0), data: { text: 'x'.repeat(8_000) } })).toThrow(/stays below 7500 bytes/)
  })
})
