import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { common } from '#kit/fault.ts'
import { asTx, named } from './tx.ts'

const failingWith = (error: Error) =>
  asTx({
    client: {
      query: async () => {
        throw error
      },
    } as never,
    transaction: null,
  })
const ask = (error: Error) => named(failingWith(error), 'test.ask', sql`select 1`)

test('a connection that breaks under several statements is an outage for each of them', async () => {
  const broken = new Error('Connection terminated unexpectedly')
  const outage = {
    code: common.store_unavailable,
    retryAfterSeconds: 1,
    internal: 'PostgreSQL is away for test.ask: Connection terminated unexpectedly',
  }
  await expect(ask(broken)).rejects.toMatchObject(outage)
  await expect(ask(broken)).rejects.toMatchObject(outage)
})

test('any other failure names its statement', async () => {
  await expect(ask(new Error('division by zero'))).rejects.toThrow('test.ask: division by zero')
})
