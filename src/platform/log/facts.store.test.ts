import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { testClickHouse } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import type { ClickHouse } from '../clickhouse/client.ts'
import { aRename, invited, testLog } from './testing.ts'

describe('facts', async () => {
  const clickhouse = await testClickHouse()
  // The process dies, as far as PostgreSQL can tell, between the insert and the move of the cursor.
  let deaths = 0
  const dying: ClickHouse = {
    query: (statement) => clickhouse.query(statement),
    queryNative: (statement) => clickhouse.queryNative(statement),
    command: (statement) => clickhouse.command(statement),
    ping: () => clickhouse.ping(),
    insertNative: async (...insert) => {
      await clickhouse.insertNative(...insert)
      if (deaths-- > 0) throw new Error('killed')
    },
  }
  const { log, work } = await testLog({ clickhouse: dying })

  const facts = (where = 'true') =>
    clickhouse.query<Record<string, unknown>>({ name: 'test.facts', sql: `select * from fact where ${where} order by seq` })
  const counted = async () => {
    const sql = 'select toUInt32(count()) as rows, toUInt32(uniqExact(seq)) as distinct, toUInt32(max(seq)) as head from fact'
    const [row] = await clickhouse.query<{ rows: number; distinct: number; head: number }>({ name: 'test.count', sql })
    return row
  }

  test('hold ids and closed values of every event, and no text that a person wrote', async () => {
    const [client, record, person] = [uuidv7(), uuidv7(), uuidv7()]
    const scope = { clientId: client, applicationId: record, audience: 'client' } as const
    const draft = aRename({
      record: { kind: 'application', id: record },
      scope,
      particulars: { name: 'Secret plan', step: 7, state: 'active' },
    })
    await work.run((tx) => log.publish(tx, draft))
    await work.run((tx) =>
      log.publish(tx, {
        ...draft,
        event: invited,
        record: { kind: 'person', id: person },
        subject: person,
        particulars: { email: 'a@b.example', role: 'qa' },
      }),
    )
    await log.settle()
    const head = await log.head()
    const rows = await until(async () => ((await counted())?.head === head ? facts() : undefined))
    expect(rows).toMatchObject([
      {
        kind: 'application.renamed',
        record_id: record,
        client_id: client,
        audience: 'client',
        particulars: { step: '7', state: 'active' },
      },
      { kind: 'person.invited', record_id: person, particulars: { role: 'qa' } },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/Secret|a@b/)
  })

  test('equal the log when the process dies again and again between sending a block and noting it', async () => {
    for (let round = 0; round < 5; round++) {
      deaths = 1
      for (let i = 0; i < 20; i++) await work.run((tx) => log.publish(tx, aRename()))
      await log.settle()
    }
    const head = await log.head()
    const count = await until(async () => ((await counted())?.head === head ? counted() : undefined))
    expect(count).toEqual({ rows: head, distinct: head, head })
  })
})
