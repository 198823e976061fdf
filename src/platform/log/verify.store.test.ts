import { beforeEach, describe, expect, test } from 'vitest'
import { CHECKPOINT_AGE_MS } from './checkpoints.ts'
import { aRename, testLog } from './testing.ts'

// Every test forges the log as somebody could who owns the database but not the master key.
describe('verification names the first row that is not what was sealed', async () => {
  const { log, work, pg, clock } = await testLog()

  const publish = async (events: number) => {
    for (let step = 1; step <= events; step++) await work.run((tx) => log.publish(tx, aRename({ particulars: { name: 'Shop', step } })))
    await log.settle()
  }

  /** Runs statements with the trigger off and the rows as they were before each test. */
  const forge = async (...statements: string[]) => {
    await pg.pool.query('alter table event disable trigger event_append_only')
    for (const statement of statements) await pg.pool.query(statement)
    await pg.pool.query('alter table event enable trigger event_append_only')
  }

  const faultAfter = async (...statements: string[]) => {
    await forge(...statements)
    const { ok, fault } = await log.verify()
    expect(ok).toBe(false)
    return fault
  }

  await publish(6)
  clock.advance(CHECKPOINT_AGE_MS)
  await publish(1)
  await publish(3)
  await pg.pool.query('create table event_kept as table event; create table event_checkpoint_kept as table event_checkpoint')
  const genuine = await log.verify()

  beforeEach(() =>
    forge(
      'truncate event, event_checkpoint',
      'insert into event select * from event_kept',
      'insert into event_checkpoint select * from event_checkpoint_kept',
    ),
  )

  test('an untouched log verifies up to its last event', async () => {
    expect(genuine).toMatchObject({ ok: true, fromSeq: 1, toSeq: 10, fault: null })
    expect(genuine.head).toMatch(/^[0-9a-f]{64}$/)
  })

  test('changed particulars', async () => {
    const fault = await faultAfter(`update event set particulars = replace(particulars, 'Shop', 'Sh0p') where seq = 4`)
    expect(fault).toEqual({ seq: 4, what: 'the particulars were changed: their digest differs' })
  })

  test('changed particulars with a digest made to fit', async () => {
    const forged = `'{"name":"Other","step":4}'`
    const fault = await faultAfter(
      `update event set particulars = ${forged}, particulars_digest = sha256(convert_to(${forged}, 'UTF8')) where seq = 4`,
    )
    expect(fault).toMatchObject({ seq: 4, what: expect.stringContaining('the hash does not fit') })
  })

  test.each([
    [`actor_id = 'somebody else'`],
    [`at = at + interval '1 millisecond'`],
    [`audience = 'public'`],
    [`record_id = gen_random_uuid()`],
    [`version = 2`],
    [`hash = sha256('x')`],
  ])('a changed header: %s', async (change) => {
    const fault = await faultAfter(`update event set ${change} where seq = 7`)
    expect(fault).toMatchObject({ seq: 7, what: expect.stringContaining('the hash does not fit') })
  })

  test('added personal particulars', async () => {
    const fault = await faultAfter(`update event set personal = 'x' where seq = 2`)
    expect(fault).toEqual({ seq: 2, what: 'the personal particulars were changed: their digest differs' })
  })

  test('a removed event', async () => {
    const fault = await faultAfter('delete from event where seq = 5')
    expect(fault).toEqual({ seq: 5, what: 'event 5 is missing; the next one is 6' })
  })

  test('a removed event whose gap was closed', async () => {
    const fault = await faultAfter(
      'delete from event where seq = 5',
      'update event set seq = -seq where seq > 5',
      'update event set seq = -seq - 1 where seq < 0',
    )
    expect(fault).toMatchObject({ seq: 5 })
  })

  test('two events that changed places', async () => {
    const fault = await faultAfter(
      'update event set seq = -3 where seq = 3',
      'update event set seq = 3 where seq = 8',
      'update event set seq = 8 where seq = -3',
    )
    expect(fault).toMatchObject({ seq: 3, what: expect.stringContaining('another event stands in its place') })
  })

  test('a checkpoint whose hash is another', async () => {
    const fault = await faultAfter(`update event_checkpoint set hash = sha256('x')`)
    expect(fault).toEqual({ seq: 7, what: 'the event differs from what the checkpoint here signed: the log was rewritten' })
  })

  test('a checkpoint that somebody else signed', async () => {
    const fault = await faultAfter(`update event_checkpoint set signature = decode(repeat('00', 64), 'hex')`)
    expect(fault).toEqual({ seq: 7, what: 'the checkpoint here was not signed by this installation' })
  })

  test('an end that was cut off before a checkpoint', async () => {
    const fault = await faultAfter('delete from event where seq > 5')
    expect(fault).toEqual({ seq: 6, what: 'the log ends here, but a checkpoint was signed at 7' })
  })

  test('checkpoints are exported as lines that can be checked without Pitcrew', async () => {
    const lines: string[] = []
    for await (const line of log.checkpointLines()) lines.push(line)
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        seq: 7,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        signature: expect.any(String),
        publicKey: expect.any(String),
      }),
    ])
  })
})
