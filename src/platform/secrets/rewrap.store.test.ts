import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testDatabase, type TestDatabase } from '#test/support/stores.ts'
import { addKey, readOrMakeKeyFile } from './keyfile.ts'
import { openSecrets } from './open.ts'
import { countOlder, rewrapAll } from './rewrap.ts'
import { KeyRing } from './ring.ts'
import type { Secrets } from './secrets.ts'

const VALUES = 1_200
let database: TestDatabase
const keyFile = path.join(scratchFolder(), 'master.key')
let server: Secrets

beforeAll(async () => {
  database = await testDatabase()
  server = openSecrets({ keyFile })
  await database.pg.pool.query('create table vault (id integer primary key, sealed bytea, other bytea, note text)')
  for (let id = 0; id < VALUES; id++) await seal(id, server)
})

const seal = (id: number, secrets: Secrets) =>
  database.pg.pool.query('insert into vault values ($1, $2, $3, $4)', [
    id,
    secrets.seal(Buffer.from(`value ${id}`), `vault:${id}`),
    randomBytes(120),
    '',
  ])
const ring = () => new KeyRing(readOrMakeKeyFile(keyFile))
/** Everything, opened as a server does. */
async function opened(secrets: Secrets): Promise<string[]> {
  const { rows } = await database.pg.pool.query<{ id: number; sealed: Buffer }>('select id, sealed from vault order by id')
  return rows.map(({ id, sealed }) => Buffer.from(secrets.open(sealed, `vault:${id}`)).toString())
}
const all = (count: number) => Array.from({ length: count }, (_, id) => `value ${id}`)

test('a rotation that is killed half-way leaves everything readable, and running it again finishes it', async () => {
  addKey(keyFile)
  await endSessionAt(700)
  await expect(rewrapAll(database.pg, ring())).rejects.toThrow('terminat')
  await database.pg.pool.query('drop trigger half_way on vault')
  const left = await countOlder(database.pg, ring())
  expect(left).toBe(VALUES - 700)
  expect(await opened(openSecrets({ keyFile }))).toEqual(all(VALUES))
  expect(await rewrapAll(database.pg, ring())).toBe(left)
  expect(await countOlder(database.pg, ring())).toBe(0)
})

/** As a kill does: the session is gone between two values. */
async function endSessionAt(id: number): Promise<void> {
  await database.pg.pool.query(`create function end_session() returns trigger language plpgsql as
    'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'`)
  await database.pg.pool.query(
    `create trigger half_way before update on vault for each row when (old.id = ${id}) execute function end_session()`,
  )
}

test('a server that runs meanwhile reads what was rotated, and seals under the new key from then on', async () => {
  expect(await opened(server)).toEqual(all(VALUES))
  await seal(VALUES, server)
  expect(await countOlder(database.pg, ring())).toBe(0)
})

test('after a rotation the new key alone opens everything', async () => {
  const lines = fs.readFileSync(keyFile, 'utf8').trimEnd().split('\n')
  const alone = path.join(scratchFolder(), 'alone.key')
  fs.writeFileSync(alone, `${lines.at(-1)}\n`, { mode: 0o600 })
  expect(await opened(openSecrets({ keyFile: alone }))).toEqual(all(VALUES + 1))
})

test('signatures stay the same over a rotation', () => {
  const before = server.sign('look-up', Buffer.from('x'))
  addKey(keyFile)
  expect(openSecrets({ keyFile }).sign('look-up', Buffer.from('x'))).toEqual(before)
})

test('bytes that are no sealed values are left alone', async () => {
  const before = await database.pg.pool.query('select other from vault order by id')
  await rewrapAll(database.pg, ring())
  expect((await database.pg.pool.query('select other from vault order by id')).rows).toEqual(before.rows)
})
