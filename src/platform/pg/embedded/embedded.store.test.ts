import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { Logger } from '../../logger.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { isAlive, untilGone } from '../../supervise/processes.ts'
import { StoreParent } from '../../testing.ts'
import type { PgConnection } from '../connection.ts'
import { runningPostgres, startEmbeddedPostgres } from './embedded.ts'

const isRoot = process.getuid?.() === 0

async function ask<Row extends object>(connection: PgConnection, sql: string): Promise<Row[]> {
  const client = new pg.Client({ ...connection })
  client.on('error', () => {}) // Killed on purpose by these tests.
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

const start = (dataFolder: string, logger: Logger = testLogger) => startEmbeddedPostgres({ dataFolder, logger })

describe('the server', () => {
  test('is reached through a unix socket and listens on no port', async () => {
    const postgres = await start(scratchFolder())
    expect(await ask(postgres.connection, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    expect(fs.statSync(postgres.connection.host).mode & 0o777).toBe(0o700)
    const refused = new Promise((resolve) =>
      net
        .connect(5432, '127.0.0.1')
        .once('error', resolve)
        .once('connect', () => resolve('connected')),
    )
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' })
    await postgres.stop()
  })

  test('asks for the password and keeps it readable for the owner alone', async () => {
    const dataFolder = scratchFolder()
    const postgres = await start(dataFolder)
    await expect(ask({ ...postgres.connection, password: 'wrong' }, 'select 1')).rejects.toThrow('password authentication failed')
    expect(fs.statSync(path.join(dataFolder, 'postgres.password')).mode & 0o777).toBe(0o600)
    await postgres.stop()
  })

  test('orders texts by code point and knows Unicode, whatever the machine is set to', async () => {
    const postgres = await start(scratchFolder())
    expect(
      await ask(postgres.connection, `select upper('é') as upper, 'Z' < 'a' as by_code_point, current_setting('timezone') as zone`),
    ).toEqual([{ upper: 'É', by_code_point: true, zone: 'UTC' }])
    await postgres.stop()
  })

  test('keeps what was written from one start to the next', async () => {
    const dataFolder = scratchFolder()
    const first = await start(dataFolder)
    await ask(first.connection, 'create table kept as select 42 as n')
    await first.stop()
    expect(first.processIds()).toEqual([])
    const second = await start(dataFolder)
    expect(await ask(second.connection, 'select n from kept')).toEqual([{ n: 42 }])
    await second.stop()
  })

  test('does not write statements or values into our log', async () => {
    const lines: string[] = []
    const note = (_fields: object, message: string) => void lines.push(message)
    const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger }
    const postgres = await start(scratchFolder(), logger)
    await ask(postgres.connection, "create table once (name text unique); insert into once values ('Ada')")
    await expect(ask(postgres.connection, "insert into once values ('Ada')")).rejects.toThrow('duplicate key')
    await postgres.stop()
    expect(lines.join('\n')).toContain('duplicate key')
    expect(lines.join('\n')).not.toContain('Ada')
  })
})

describe('any place will do', () => {
  test.each([
    ['spaces and quotes', `it's "here", \`or\` $HOME`],
    ['a path longer than a socket may have', path.join('x'.repeat(100), 'y'.repeat(100))],
    ['letters beyond ASCII', 'Überprüfung 例え'],
  ])('%s', async (_what, name) => {
    const dataFolder = path.join(scratchFolder(), name)
    fs.mkdirSync(dataFolder, { recursive: true })
    const postgres = await start(dataFolder)
    expect(await ask(runningPostgres(dataFolder), 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
  })

  test('a folder below one that only its owner may enter', async () => {
    const closed = path.join(scratchFolder(), 'closed')
    fs.mkdirSync(path.join(closed, 'data'), { recursive: true })
    fs.chmodSync(closed, 0o700)
    const postgres = await start(path.join(closed, 'data'))
    for (const sql of ['create extension pg_trgm', 'create database another', 'checkpoint']) await ask(postgres.connection, sql)
    expect(await ask({ ...postgres.connection, database: 'another' }, 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
  })

  const packageReadable = !isRoot || readableByOthers(process.cwd())
  test.skipIf(!isRoot || !packageReadable)('an ordinary user', async () => {
    const [, , uid = '', gid = ''] = execFileSync('grep', ['^nobody:', '/etc/passwd'], { encoding: 'utf8' }).split(':')
    const dataFolder = scratchFolder()
    fs.chownSync(dataFolder, Number(uid), Number(gid))
    const home = scratchFolder()
    fs.chownSync(home, Number(uid), Number(gid))
    const parent = new StoreParent(dataFolder, ['postgres'], {
      uid: Number(uid),
      gid: Number(gid),
      env: { ...process.env, HOME: home, TMPDIR: home },
    })
    const { processIds } = await parent.ready()
    expect(fs.statSync(`/proc/${processIds[0]}`).uid).toBe(Number(uid))
    parent.process.kill('SIGKILL')
    expect(await untilGone(processIds, 30_000)).toBe(true)
  })
})

function readableByOthers(folder: string): boolean {
  return folder === '/' || ((fs.statSync(folder).mode & 0o005) === 0o005 && readableByOthers(path.dirname(folder)))
}

describe('when something is killed', () => {
  test('the postmaster: it runs again by itself, with what was acknowledged', async () => {
    const states: string[] = []
    const postgres = await startEmbeddedPostgres({
      dataFolder: scratchFolder(),
      logger: testLogger,
      onState: (state) => void states.push(state),
    })
    await ask(postgres.connection, 'create table kept (n int)')
    for (let round = 0; round < 2; round++) {
      await ask(postgres.connection, `insert into kept values (${round})`)
      const [postmaster] = postgres.processIds()
      process.kill(postmaster as number, 'SIGKILL')
      await until(() => postgres.state() === 'running' && postgres.processIds()[0] !== postmaster)
    }
    expect(await ask(postgres.connection, 'select n from kept order by n')).toEqual([{ n: 0 }, { n: 1 }])
    expect(states).toEqual(['running', 'restarting', 'running', 'restarting', 'running'])
    await postgres.stop()
    expect(states.at(-1)).toBe('stopped')
  })

  test('a server process: PostgreSQL itself recovers and we stay out of it', async () => {
    const postgres = await start(scratchFolder())
    const [postmaster] = postgres.processIds()
    const [row] = await ask<{ pid: number }>(postgres.connection, `select pid from pg_stat_activity where backend_type = 'checkpointer'`)
    process.kill(row?.pid as number, 'SIGKILL')
    await until(() => ask(postgres.connection, 'select 1'))
    expect(postgres.processIds()[0]).toBe(postmaster)
    await postgres.stop()
  })

  test('we ourselves: no process is left', async () => {
    const parent = new StoreParent(scratchFolder(), ['postgres'])
    const { processIds } = await parent.ready()
    parent.process.kill('SIGKILL')
    expect(await untilGone(processIds, 30_000)).toBe(true)
  })

  test('the guard and then we: another guard has taken its place', async () => {
    const parent = new StoreParent(scratchFolder(), ['postgres'])
    const { processIds } = await parent.ready()
    const guard = processIds.at(-1) as number
    process.kill(guard, 'SIGKILL')
    await untilGone([guard], 5_000)
    await until(() => guardsOf(parent.process.pid as number).some((pid) => pid !== guard && isAlive(pid)))
    parent.process.kill('SIGKILL')
    expect(await untilGone(processIds, 30_000)).toBe(true)
  })

  test('we and the guard together: the next start ends what was left, and nothing is lost', async () => {
    const dataFolder = scratchFolder()
    const parent = new StoreParent(dataFolder, ['postgres'])
    const { processIds, connection } = await parent.ready()
    await ask(connection as PgConnection, 'create table kept as select 1 as n')
    process.kill(parent.process.pid as number, 'SIGSTOP')
    process.kill(processIds.at(-1) as number, 'SIGKILL')
    parent.process.kill('SIGKILL')
    await until(() => !isAlive(parent.process.pid as number))
    expect(isAlive(processIds[0] as number)).toBe(true)
    const postgres = await start(dataFolder)
    expect(isAlive(processIds[0] as number)).toBe(false)
    expect(await ask(postgres.connection, 'select n from kept')).toEqual([{ n: 1 }])
    await postgres.stop()
  })

  test('everything at the same moment, in the middle of the first start: the next start makes the files', async () => {
    const dataFolder = scratchFolder()
    const parent = new StoreParent(dataFolder, ['postgres'])
    await until(
      () =>
        fs.existsSync(path.join(dataFolder, 'postgres')) &&
        fs.readdirSync(path.join(dataFolder, 'postgres')).some((name) => name.startsWith('init-')),
    )
    parent.process.kill('SIGKILL')
    const postgres = await start(dataFolder)
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
  })
})

test('an initdb that outlived a killed start and still writes does not stop the next start', async () => {
  const dataFolder = scratchFolder()
  const halfMade = path.join(dataFolder, 'postgres', 'init-1')
  fs.mkdirSync(halfMade, { recursive: true })
  const script = 'i=0; while [ $i -lt 50000 ] && : > "$0/$i"; do i=$((i+1)); done'
  const outlived = spawn('sh', ['-c', script, halfMade], { stdio: 'ignore' })
  await until(() => fs.readdirSync(halfMade).length > 100)
  const postgres = await start(dataFolder)
  expect(fs.readdirSync(path.dirname(halfMade)).filter((name) => name.startsWith('init-'))).toEqual([])
  await postgres.stop()
  outlived.kill()
})

function guardsOf(parentPid: number): number[] {
  const children = fs.readFileSync(`/proc/${parentPid}/task/${parentPid}/children`, 'utf8').trim().split(' ').map(Number)
  return children.filter((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('pitcrew-guard'))
}

test('a number in postmaster.pid that belongs to another program does no harm to it', async () => {
  const dataFolder = scratchFolder()
  const first = await start(dataFolder)
  await first.stop()
  fs.writeFileSync(path.join(dataFolder, 'postgres', 'data-18', 'postmaster.pid'), `${process.pid}\n`)
  const second = await start(dataFolder)
  expect(second.state()).toBe('running')
  await second.stop()
})

test('a password that was lost is told, and no other one takes its place', async () => {
  const dataFolder = scratchFolder()
  const first = await start(dataFolder)
  await first.stop()
  fs.rmSync(path.join(dataFolder, 'postgres.password'))
  await expect(start(dataFolder)).rejects.toThrow('postgres.password is missing')
  expect(fs.existsSync(path.join(dataFolder, 'postgres.password'))).toBe(false)
})

test('a command beside the server says so when there never was one', () => {
  expect(() => runningPostgres(scratchFolder())).toThrow('No Pitcrew has been started with the data folder')
})

test('settings that PostgreSQL refuses are told with its own words', async () => {
  const starting = startEmbeddedPostgres({ dataFolder: scratchFolder(), logger: testLogger, settings: { shared_buffers: 'plenty' } })
  await expect(starting).rejects.toThrow(/PostgreSQL did not start: .*shared_buffers/)
})
