/**
 * A disk that fills while the program runs. What was acknowledged is kept, changes are refused with a sentence, reading goes on
 * for as long as PostgreSQL can run at all, and everything works again once there is room, without anybody's help.
 *
 * Needs root, to mount a small disk of its own.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningPostgres } from '#platform/pg/embedded/embedded.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn, type Answer, type Visitor } from '#test/support/visitor.ts'

/** The least free space with which the program starts is 256 MiB, and a used data folder has some 50. */
const DISK_MIB = 400
const FILLING_CHUNK_BYTES = 1024 * 1024
/** PostgreSQL writes on in what it had reserved before; each refusal after that is one more try. */
const WRITES_MAX = 2_000
/** While its disk is full PostgreSQL cannot come back; the time between the tries of starting it again grows to 30 s. */
const BACK_WITHIN_MS = 90_000

describe.skipIf(process.getuid?.() !== 0)('a disk that fills while the program runs (needs root, to mount a small one)', () => {
  let server: RunningServer
  let owner: Visitor
  let dataFolder = ''
  let filling = ''
  const acknowledged: string[] = []

  beforeAll(async () => {
    prepareProgram()
    const used = path.join(scratchFolder(), 'used')
    const first = await startServer({ PITCREW_DATA: used })
    await setUp(first)
    await first.stop()
    const disk = scratchFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'pitcrew-test', disk])
    afterAll(async () => {
      await server?.stop()
      execFileSync('umount', ['--lazy', disk])
    })
    dataFolder = path.join(disk, 'data')
    filling = path.join(disk, 'filling')
    execFileSync('cp', ['-a', used, dataFolder])
    server = await startServer({ PITCREW_DATA: dataFolder })
    owner = await signIn(server)
  })

  async function write(): Promise<Answer> {
    const name = `Written ${acknowledged.length + 1}`
    const answer = await owner.send('POST', '/clients', { body: { name } })
    if (answer.status === 201) acknowledged.push(name)
    return answer
  }

  async function writtenNames(): Promise<string[]> {
    const names: string[] = []
    for (let cursor = ''; ;) {
      const page = await owner.ask('GET', `/clients?limit=200&text=Written${cursor}`)
      names.push(...page.items.map((item: { name: string }) => item.name))
      if (page.nextCursor === null) return names
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
    }
  }

  const expectAllKept = async () => expect((await writtenNames()).toSorted()).toEqual(acknowledged.toSorted())

  test('changes are refused in words and reading goes on; with room again changes are taken', async () => {
    expect((await write()).status).toBe(201)
    fillUp(filling)
    const refused = await firstRefusal(write)
    expect(refused.status).toBe(503)
    expect(refused.json.detail).toBe('The disk of the database is full. What was acknowledged is kept; make room and try again.')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectAllKept()
    fs.rmSync(filling)
    await until(async () => (await write()).status === 201, { what: 'a change after there was room again' })
    await expectAllKept()
    expect(server.isOver()).toBe(false)
  })

  test('a PostgreSQL that had to stop comes back by itself with everything', async () => {
    fillUp(filling)
    await endRoomForItsLog(dataFolder)
    const refused = await until(async () => {
      const answer = await owner.send('GET', '/clients')
      return answer.status === 503 && answer
    })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await until(() => server.stdout.includes('PostgreSQL did not start; trying again'), { what: 'a start that fails for want of room' })
    fs.rmSync(filling)
    await until(async () => (await write()).status === 201, { withinMs: BACK_WITHIN_MS, what: 'a change after there was room again' })
    await expectAllKept()
    expect(server.isOver()).toBe(false)
  })
})

function fillUp(file: string): void {
  const descriptor = fs.openSync(file, 'w')
  try {
    for (const chunk = Buffer.alloc(FILLING_CHUNK_BYTES); ;) fs.writeSync(descriptor, chunk)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    fs.closeSync(descriptor)
  }
}

async function firstRefusal(write: () => Promise<Answer>): Promise<Answer> {
  for (let writes = 0; writes < WRITES_MAX; writes++) {
    const answer = await write()
    if (answer.status === 429) await until(async () => (await write()).status !== 429, { withinMs: 60_000 })
    else if (answer.status !== 201) return answer
  }
  throw new Error(`${WRITES_MAX} changes were taken on a full disk`)
}

/** Makes PostgreSQL begin the next file of its write-ahead log, for which there is no room: it must stop. */
async function endRoomForItsLog(dataFolder: string): Promise<void> {
  const client = new pg.Client({ ...runningPostgres(dataFolder) })
  client.on('error', () => {})
  await client.connect()
  try {
    for (let files = 0; files < 20; files++) await client.query("select pg_logical_emit_message(false, 'test', 'x'), pg_switch_wal()")
  } catch {
    // It has stopped.
  } finally {
    await client.end().catch(() => {})
  }
}
