import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { isAlive } from '../../supervise/processes.ts'
import { StoreParent } from '../../testing.ts'
import { ALLOWED_TABLE_FUNCTIONS, REFUSED_FUNCTIONS } from './allowed.ts'
import { runningClickHouse, startEmbeddedClickHouse, type EmbeddedClickHouse } from './embedded.ts'

// Signs that mean something to a shell, to XML or to the engine's patterns of file names, and longer than a socket's path may be.
const FOLDER = path.join(scratchFolder(), `it's "here" & <there> {a,b}* ${'x'.repeat(80)}`)

let store: EmbeddedClickHouse

beforeAll(async () => {
  fs.mkdirSync(FOLDER)
  store = await startEmbeddedClickHouse({ dataFolder: FOLDER, logger: testLogger })
  await send('create database test', { database: 'default' })
  await send('create table t (a UInt64, s String) engine = MergeTree order by a')
})

afterAll(async () => {
  await store.stop()
})

interface Sent {
  readonly status: number
  readonly code: string | undefined
  readonly text: string
}

/** The statement in the address and `body` as its rows, or the statement alone in the body. */
function send(sql: string, args: Record<string, string> = {}, body?: Buffer | string): Promise<Sent> {
  const search = new URLSearchParams({ database: 'test', ...(body === undefined ? {} : { query: sql }), ...args })
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath: store.socketPath, path: `/?${search}`, method: 'POST' }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      const header = response.headers['x-clickhouse-exception-code']
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, code: typeof header === 'string' ? header : undefined, text: text.trimEnd() }),
      )
    })
    request.on('error', reject)
    request.end(body ?? sql)
  })
}

const answerOf = async (sql: string, args?: Record<string, string>) => (await send(sql, args)).text

test('the socket is for the owner alone and no port is open', () => {
  expect(fs.statSync(store.socketPath).mode & 0o777).toBe(0o600)
  expect(runningClickHouse(FOLDER)).toBe(store.socketPath)
  const [pid] = store.processIds()
  const listening = fs.readFileSync(`/proc/${pid}/net/unix`, 'utf8').includes('clickhouse.sock')
  expect(listening).toBe(true)
})

describe('rows are data and never SQL', () => {
  test('an empty line in a value does not end the data', async () => {
    await send('truncate table t')
    const sent = await send('insert into t format CSV', {}, '1,"a\n\nDROP TABLE t;\n-- "\n')
    expect(sent.status).toBe(200)
    expect(await answerOf('select s from t format JSONEachRow')).toBe('{"s":"a\\n\\nDROP TABLE t;\\n-- "}')
  })

  test('rows may stand in the statement', async () => {
    await send('truncate table t')
    await send("insert into t values (1, 'a\n\ndrop table t; --'), (2, 'b')")
    await send('insert into t (a) format JSONEachRow {"a":3}\n{"a":4}')
    expect(await answerOf('select groupArray(a) from (select a from t order by a)')).toBe('[1,2,3,4]')
  })

  test('an insert without rows changes nothing', async () => {
    await send('truncate table t')
    expect(await send('insert into t format CSV', {}, '')).toMatchObject({ status: 200 })
    expect(await answerOf('select count() from t')).toBe('0')
  })

  test('rows that do not fit are refused whole', async () => {
    await send('truncate table t')
    expect(await send('insert into t format CSV', {}, '1,a\nx,b\n')).toMatchObject({ status: 500, code: '27' })
    expect(await answerOf('select count() from t')).toBe('0')
  })

  test('more rows than the bound are refused, and nothing of them is kept', async () => {
    await send('truncate table t')
    const row = Buffer.from(`1,${'x'.repeat(1_000_000)}\n`)
    const sent = await send('insert into t format CSV', {}, Buffer.concat(Array.from({ length: 140 }, () => row))).catch(
      (error: unknown) => error,
    )
    // A caller that is still sending when the answer comes may see the connection end instead.
    if (!(sent instanceof Error)) expect(sent).toMatchObject({ status: 413, code: '396' })
    expect(await answerOf('select count() from t')).toBe('0')
    expect(fs.readdirSync(path.join(FOLDER, 'clickhouse', 'spool'))).toEqual([])
  })
})

describe('requests do not meet', () => {
  test('settings and database last for one request only', async () => {
    expect(await send('select number from numbers(5)', { max_result_rows: '2' })).toMatchObject({ code: '396' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => answerOf('select count(), currentDatabase() from numbers(5)')))
    expect(new Set(answers)).toEqual(new Set(['5\ttest']))
    expect(await answerOf('select currentDatabase()', { database: 'system' })).toBe('system')
  })

  test('two hundred requests at once each get their own parameters', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => String(i))
    const answers = await Promise.all(numbers.map((i) => answerOf('select {i:String}', { param_i: i })))
    expect(answers).toEqual(numbers)
  })

  test('a parameter that is missing is told, and does not have the value of an earlier request', async () => {
    for (let i = 0; i < 8; i++) await send('select {p:String}', { param_p: 'mine' })
    expect(await send('select {p:String}')).toMatchObject({ status: 400, code: '456' })
  })

  test('parameters carry any text', async () => {
    const text = 'it\'s \\ a\ttab "quote" `tick` {x:String} \u{1f600}'
    const escaped = text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t')
    expect(await answerOf('select {p:String} format JSONCompactEachRow', { param_p: escaped })).toBe(JSON.stringify([text]))
  })
})

test('64-bit integers arrive exactly, as texts', async () => {
  expect(await answerOf('select toUInt64(18446744073709551615) as n format JSONEachRow')).toBe('{"n":"18446744073709551615"}')
})

test('an answer that is too large is an error and not a torn answer', async () => {
  expect(await send("select repeat('x', 1000), number from numbers(100000)")).toMatchObject({ status: 413, code: '396' })
  expect(await send('select repeat(toString(number), 200) from numbers(1000000)')).toMatchObject({ status: 500, code: '396' })
})

test('a statement that takes too long is ended', async () => {
  const sent = await send('select sum(sipHash64(number)) from numbers(100000000000)', { max_execution_time: '1' })
  expect(sent).toMatchObject({ code: '159' })
})

test('callers who hang up end their statements, so that others get their turn', async () => {
  const before = store.processIds()
  const counting = 'select sum(sipHash64(number)), 4711 from numbers(100000000000)'
  for (let round = 0; round < 3; round++) {
    // More than run at the same time, so that some are still waiting for their turn.
    const requests = Array.from({ length: 6 }, () => hangUpOn(counting))
    await until(() => requests.every((request) => request.writableFinished))
    for (const request of requests) request.destroy()
    expect(await answerOf('select 1')).toBe('1')
  }
  // Four sleep side by side only where all four connections are free again; and no restart has freed them.
  await until(async () => {
    const startMs = performance.now()
    await Promise.all(Array.from({ length: 4 }, () => send('select sleep(2.5)')))
    return performance.now() - startMs < 4_900
  })
  expect(store.processIds()).toEqual(before)
})

function hangUpOn(sql: string): http.ClientRequest {
  const request = http.request({ socketPath: store.socketPath, path: '/?database=test', method: 'POST', agent: false })
  request.on('error', () => {}) // Hung up on purpose.
  request.end(sql)
  return request
}

describe('errors have a code and a status', () => {
  test.each([
    ['no SQL', "select 'a", 400, '62'],
    ['a syntax error', 'selec 1', 403, '497'],
    ['a syntax error inside', 'select from where', 400, '62'],
    ['an unknown table', 'select * from nope', 404, '60'],
    ['an unknown column', 'select nope', 500, '47'],
    ['what is not allowed', "select * from url('http://127.0.0.1')", 403, '497'],
  ])('%s', async (_what, sql, status, code) => {
    expect(await send(sql)).toMatchObject({ status, code })
  })

  test('a setting that does not exist', async () => {
    expect(await send('select 1', { no_such_setting: '1' })).toMatchObject({ status: 500, code: '115' })
  })

  test('an argument that is no name', async () => {
    expect(await send('select 1', { 'a=1; drop': '1' })).toMatchObject({ status: 403, code: '497' })
  })
})

test('every table function of this engine is either allowed or refused', async () => {
  const names = (await answerOf('select name from system.table_functions order by name')).toLowerCase().split('\n')
  expect(names.length).toBeGreaterThan(50)
  expect(names.filter((name) => !ALLOWED_TABLE_FUNCTIONS.has(name) && !REFUSED_FUNCTIONS.has(name))).toEqual([])
})

test('files of the machine cannot be read as tables of the database "default"', async () => {
  expect(await send('select * from default.`/etc/hostname`')).toMatchObject({ code: '60' })
  expect(await send('select * from `/etc/hostname`', { database: 'default' })).toMatchObject({ code: '60' })
})

test.each([
  ['fsync_after_insert', '1'],
  ['fsync_part_directory', '1'],
  ['max_suspicious_broken_parts', '1000000'],
])('the setting %s of tables is %s', async (name, value) => {
  expect(await answerOf('select value from system.merge_tree_settings where name = {name:String}', { param_name: name })).toBe(value)
})

test('a backup goes to the folder for backups and nowhere else, and comes back', async () => {
  await send('truncate table t')
  await send("insert into t values (1, 'kept')")
  expect(await send("backup table t to File('one')")).toMatchObject({ status: 200 })
  expect(fs.existsSync(path.join(FOLDER, 'clickhouse', 'backups', 'one'))).toBe(true)
  expect((await send("backup table t to File('/tmp/pitcrew-elsewhere')")).status).not.toBe(200)
  await send("restore table t as back from File('one')")
  expect(await answerOf('select s from back')).toBe('kept')
})

describe('the process', () => {
  test('killed in the middle of a statement it is back by itself, with every acknowledged row', async () => {
    await send('truncate table t')
    await send("insert into t values (1, 'acknowledged')")
    const [pid] = store.processIds()
    const asked = send('select sum(sipHash64(number)) from numbers(100000000000)')
    process.kill(pid as number, 'SIGKILL')
    await expect(asked).rejects.toThrow(/ECONNRESET|socket hang up/)
    await until(() => store.state() === 'running' && store.processIds()[0] !== pid)
    expect(await answerOf('select s from t')).toBe('acknowledged')
  })

  test('is ended first when memory runs out', () => {
    expect(fs.readFileSync(`/proc/${store.processIds()[0]}/oom_score_adj`, 'utf8').trim()).toBe('300')
  })

  test('ends within seconds when its parent is killed, even in the middle of a statement', async () => {
    const dataFolder = scratchFolder()
    const parent = new StoreParent(dataFolder, ['clickhouse'])
    const {
      processIds: [pid],
      socketPath,
    } = await parent.ready()
    const request = http.request({ socketPath, path: '/', method: 'POST' })
    request.on('error', () => {})
    request.end('select sum(sipHash64(number)) from numbers(100000000000)')
    parent.process.kill('SIGKILL')
    await until(() => !isAlive(pid as number), { withinMs: 30_000 })
    const next = await startEmbeddedClickHouse({ dataFolder, logger: testLogger })
    await next.stop()
  })

  test('stops at once when idle, and within seconds during a statement', async () => {
    const dataFolder = scratchFolder()
    const another = await startEmbeddedClickHouse({ dataFolder, logger: testLogger })
    const [pid] = another.processIds()
    const request = http.request({ socketPath: another.socketPath, path: '/', method: 'POST' })
    request.on('error', () => {})
    request.end('select sum(sipHash64(number)) from numbers(100000000000)')
    await another.stop()
    expect(isAlive(pid as number)).toBe(false)
    expect(another.processIds()).toEqual([])
  })

  test('a folder that cannot be opened says why', async () => {
    const dataFolder = scratchFolder()
    fs.mkdirSync(path.join(dataFolder, 'clickhouse'))
    fs.writeFileSync(path.join(dataFolder, 'clickhouse', 'engine'), 'no folder')
    await expect(startEmbeddedClickHouse({ dataFolder, logger: testLogger })).rejects.toThrow('ClickHouse did not start')
  })
})
