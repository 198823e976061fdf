import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/support/stores.ts'
import { openSnapshot } from './postgres.ts'

test('a connection that breaks between two tables is told to whoever reads the next one, however late', async () => {
  const { pg } = await testDatabase()
  const snapshot = await openSnapshot(pg)
  const entries = snapshot.entries()
  const first = await entries.next()
  if (!first.done) await buffer(first.value.content)
  const { rows } = await snapshot.client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const ended = new Promise((resolve) => snapshot.client.once('end', resolve))
  await pg.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await ended
  const next = await entries.next()
  // Asked later and told later: until then nobody has read the table.
  await expect(snapshot.client.query('select 1')).rejects.toThrow('is not queryable')
  await expect(next.done ? undefined : buffer(next.value.content)).rejects.toThrow('is not queryable')
  await snapshot.close()
})
