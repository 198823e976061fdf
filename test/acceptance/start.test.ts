/**
 * Starts that must not succeed: each ends with exit code 1 and one sentence that says what to mend, without a stack, and leaves
 * nothing running.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/pg/embedded/embedded.ts'
import { processesOf } from '#test/support/processes.ts'
import { freePort } from '#test/support/free-port.ts'
import { pitcrew, prepareProgram, startServer, type RunOptions } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { setUp, Visitor } from '#test/support/visitor.ts'

const isRoot = process.getuid?.() === 0
/** An account that every Linux has; only root can become it. */
const NOBODY = isRoot ? accountOf('nobody') : undefined

/** A data folder that was set up and stopped, to be copied. */
let used = ''
/** What the first start said on the way. */
let firstWords = ''
beforeAll(async () => {
  prepareProgram()
  used = path.join(scratchFolder(), 'used')
  const server = await startServer({ PITCREW_DATA: used })
  firstWords = server.stdout
  await setUp(server)
  await server.stop()
})

test('a first start frightens nobody: it warns of nothing', () => {
  expect(firstWords).toContain('Pitcrew is')
  expect(firstWords.split('\n').filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([])
})

/** Starts the program, expects it to refuse, and returns what it said. */
async function refusal(settings: Readonly<Record<string, string>> & { PITCREW_DATA: string }, options: RunOptions = {}): Promise<string> {
  const { code, stderr } = await pitcrew(['serve'], { PORT: String(await freePort()), ...settings }, options)
  expect({ code, left: processesOf(settings.PITCREW_DATA) }).toEqual({ code: 1, left: [] })
  return stderr
}

/** One line, one full stop at its end, no stack, and no password of ours. */
function expectSentence(stderr: string): void {
  expect(stderr).toMatch(/^[^\n]+\.\n$/)
  expect(stderr).not.toMatch(/\n\s+at |Error:|hunter2/)
}

function copyOfUsed(): string {
  const folder = path.join(scratchFolder(), 'copy')
  // Not fs.cp: as root the files of the database belong to another account and must stay its own.
  execFileSync('cp', ['-a', used, folder])
  return folder
}

describe('a data folder that cannot be used', () => {
  test('because another server has it: its process is named, and it goes on serving', async () => {
    const server = await startServer({ PITCREW_DATA: used })
    const { code, stderr } = await pitcrew(['serve'], { PITCREW_DATA: used, PORT: String(await freePort()) })
    expect(code).toBe(1)
    expectSentence(stderr)
    expect(stderr).toContain(`Another Pitcrew (process ${server.pid}) uses the data folder ${used}: stop it`)
    expect((await new Visitor(server.url).send('GET', '/setup')).json).toEqual({ open: false })
    expect(await server.stop()).toMatchObject({ code: 0, stderr: '' })
    expect(processesOf(used)).toEqual([])
  })

  test.skipIf(isRoot && NOBODY === undefined)('because this account may not write to it', async () => {
    const folder = path.join(scratchFolder(), 'data')
    fs.mkdirSync(folder, { mode: 0o555 })
    fs.chmodSync(path.dirname(folder), 0o755)
    const stderr = await refusal({ PITCREW_DATA: folder }, NOBODY === undefined ? {} : { account: NOBODY })
    expectSentence(stderr)
    expect(stderr).toContain(
      `The data folder ${folder} cannot be written by user ${NOBODY?.uid ?? process.getuid?.()}: give it to that user`,
    )
  })

  test('because it is a file', async () => {
    const file = path.join(scratchFolder(), 'data')
    fs.writeFileSync(file, '')
    const stderr = await refusal({ PITCREW_DATA: file })
    expectSentence(stderr)
    expect(stderr).toContain(`The data folder ${file} is not a folder: remove the file of that name`)
  })

  test.skipIf(!isRoot)('because its disk is full (needs root, to mount a small one)', async () => {
    const disk = scratchFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'pitcrew-test', disk])
    afterAll(() => execFileSync('umount', ['--lazy', disk]))
    const stderr = await refusal({ PITCREW_DATA: path.join(disk, 'data') })
    expectSentence(stderr)
    expect(stderr).toMatch(/The disk of the data folder \S+ is full \(\d+ MiB free\): free 256 MiB or more/)
  })
})

test('a port that another program has', async () => {
  const other = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const stderr = await refusal({ PITCREW_DATA: used, PORT: String(port) })
  other.close()
  expectSentence(stderr)
  expect(stderr).toBe(`Port ${port} on 127.0.0.1 is taken by another program; stop it or set PORT to another one.\n`)
})

describe('DATABASE_URL', () => {
  let postgres: EmbeddedPostgres
  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({ dataFolder: scratchFolder(), logger: testLogger })
  })
  afterAll(() => postgres?.stop())

  const refusalOf = (url: string) => refusal({ PITCREW_DATA: path.join(scratchFolder(), 'data'), DATABASE_URL: url })
  const socketOf = () => encodeURIComponent(postgres.connection.host)

  test('where nobody listens', async () => {
    const port = await freePort()
    const stderr = await refusalOf(`postgres://pitcrew:hunter2@127.0.0.1:${port}/pitcrew`)
    expectSentence(stderr)
    expect(stderr).toContain(`PostgreSQL at 127.0.0.1:${port} does not let us in (connect ECONNREFUSED`)
    expect(stderr).toContain('DATABASE_URL')
  })

  test('of a host that is not known', async () => {
    const stderr = await refusalOf('postgres://pitcrew:hunter2@nowhere.invalid/pitcrew')
    expectSentence(stderr)
    expect(stderr).toContain('PostgreSQL at nowhere.invalid:5432 does not let us in')
  })

  test('with a wrong password', async () => {
    const stderr = await refusalOf(`postgres://pitcrew:hunter2@${socketOf()}/postgres`)
    expectSentence(stderr)
    expect(stderr).toContain(
      'refuses the user pitcrew (password authentication failed for user "pitcrew"): check user and password in DATABASE_URL',
    )
  })

  test('of a database that is not there', async () => {
    const stderr = await refusalOf(`postgres://pitcrew:${postgres.connection.password}@/nowhere?host=${postgres.connection.host}`)
    expectSentence(stderr)
    expect(stderr).toContain('has no database nowhere: create it')
  })

  test('of a server that is no PostgreSQL', async () => {
    const web = await webServer()
    const stderr = await refusalOf(`postgres://pitcrew:hunter2@127.0.0.1:${web.port}/pitcrew`)
    web.close()
    expectSentence(stderr)
    expect(stderr).toContain(`PostgreSQL at 127.0.0.1:${web.port} does not let us in`)
  })
})

describe('CLICKHOUSE_URL', () => {
  test('where nobody listens', async () => {
    const port = await freePort()
    const stderr = await refusal({ PITCREW_DATA: used, CLICKHOUSE_URL: `http://pitcrew:hunter2@127.0.0.1:${port}` })
    expectSentence(stderr)
    expect(stderr).toContain(`ClickHouse at 127.0.0.1:${port} does not let us in (connect ECONNREFUSED`)
  })

  test('of a server that is no ClickHouse', async () => {
    const web = await webServer()
    const stderr = await refusal({ PITCREW_DATA: used, CLICKHOUSE_URL: `http://pitcrew:hunter2@127.0.0.1:${web.port}` })
    web.close()
    expectSentence(stderr)
    expect(stderr).toContain(`ClickHouse at 127.0.0.1:${web.port} does not let us in`)
  })
})

describe('a schema that is newer than the program', () => {
  const NEWER = '29991231T000000_future_add.sql'

  test('in PostgreSQL', async () => {
    const folder = copyOfUsed()
    const postgres = await startEmbeddedPostgres({ dataFolder: folder, logger: testLogger })
    const client = new pg.Client({ ...postgres.connection })
    await client.connect()
    await client.query("insert into migration (name, digest) values ($1, 'none')", [NEWER])
    await client.end()
    await postgres.stop()
    const stderr = await refusal({ PITCREW_DATA: folder })
    expectSentence(stderr)
    expect(stderr).toContain(`The database was made by a newer Pitcrew (it has ${NEWER}): start that version, or restore the backup`)
  })

  test('in ClickHouse', async () => {
    const folder = copyOfUsed()
    const store = await startEmbeddedClickHouse({ dataFolder: folder, logger: testLogger })
    const clickhouse = await openClickHouse({ socketPath: store.socketPath }, { database: 'pitcrew', logger: testLogger })
    await clickhouse.command({ name: 'test.newer', sql: `insert into migration select '${NEWER}', 'none', now()` })
    await clickhouse.close()
    await store.stop()
    const stderr = await refusal({ PITCREW_DATA: folder })
    expectSentence(stderr)
    expect(stderr).toContain(`ClickHouse was set up by a newer Pitcrew (it has ${NEWER}): start that version, or restore the backup`)
  })
})

test('several settings that are wrong are all told at once', async () => {
  const stderr = await refusal({ PITCREW_DATA: used, PORT: 'http', LOG_LEVEL: 'loud', PITCREW_MASTER_KEY: 'hunter2', PITCREW_ROLE: 'web' })
  expect(stderr.trimEnd().split('\n')).toEqual([
    '4 settings are not right:',
    expect.stringMatching(/^ {2}PORT is "http"; it must be a port .*\.$/),
    expect.stringMatching(/^ {2}LOG_LEVEL is "loud"; it must be one of .*\.$/),
    expect.stringMatching(/^ {2}PITCREW_MASTER_KEY is a value that is not shown here; it must be 32 random bytes .*\.$/),
    '  PITCREW_ROLE is not a setting of Pitcrew; did you mean PITCREW_ROLES?',
  ])
})

describe('a master key that cannot be used', () => {
  const fileIn = (folder: string) => path.join(folder, 'master.key')

  test('because its file is damaged', async () => {
    const folder = copyOfUsed()
    fs.writeFileSync(fileIn(folder), 'pitcrew-master-key-1 half\n', { mode: 0o600 })
    const stderr = await refusal({ PITCREW_DATA: folder })
    expectSentence(stderr)
    expect(stderr).toContain(`The master key file ${fileIn(folder)} cannot be used because line 1 is not a key: restore it`)
  })

  test('because others can read its file', async () => {
    const folder = copyOfUsed()
    fs.chmodSync(fileIn(folder), 0o644)
    const stderr = await refusal({ PITCREW_DATA: folder })
    expect(stderr).toBe(`The master key file ${fileIn(folder)} can be read by others (mode 644); run: chmod 600 ${fileIn(folder)}\n`)
  })

  test('because it is another one than the database was sealed with', async () => {
    const stderr = await refusal({ PITCREW_DATA: used, PITCREW_MASTER_KEY: '0'.repeat(64) })
    expectSentence(stderr)
    expect(stderr).toContain('The master key is not the one that seals the secrets of this database: restore master.key')
  })

  test('because its file is gone while the database is there', async () => {
    const folder = copyOfUsed()
    fs.rmSync(fileIn(folder))
    const stderr = await refusal({ PITCREW_DATA: folder })
    expectSentence(stderr)
    expect(stderr).toContain('The master key is not the one that seals the secrets of this database: restore master.key')
  })
})

async function webServer(): Promise<{ port: number; close: () => void }> {
  const server = http.createServer((_request, response) => response.end('<h1>Hello</h1>')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

function accountOf(name: string): { uid: number; gid: number } | undefined {
  const line = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}
