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

test('a template is sent with its values bound, and one that holds other pieces as Kysely makes it', async () => {
  const sent: { text: string; values: unknown[] }[] = []
  const client = { query: async (query: (typeof sent)[number]) => (sent.push(query), { rows: [] }) }
  const tx = asTx({ client: client as never, transaction: null })
  const find = (name: string, at: number | null) => named(tx, 'test.find', sql`select ${name}::text, ${at} from thing`)
  await find('a', 1)
  await find('b', null)
  await named(tx, 'test.pieces', sql`select ${sql.ref('name')} from ${sql.table('thing')} where id = any(${[1, 2]}) or ${sql.lit(true)}`)
  expect(sent.map(({ text, values }) => [text.replace(/^.*? \*\/ /, ''), values])).toEqual([
    ['select $1::text, $2 from thing', ['a', 1]],
    ['select $1::text, $2 from thing', ['b', null]],
    ['select "name" from "thing" where id = any($1) or true', [[1, 2]]],
  ])
})
