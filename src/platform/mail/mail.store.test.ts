import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from '#kit/time.ts'
import { START, testMail, verifiesDkim } from '#test/support/mail-queue.ts'
import { until } from '#test/support/until.ts'
import { ATTEMPTS_MAX } from './retry-plan.ts'
import { aMail, relayAt, testRelay, testWire, useRelay, type Taken } from './testing.ts'

describe('outgoing mail', async () => {
  const { work, clock, mail, send, read, published } = await testMail()
  const relay = await testRelay()

  test('waits visibly while no relay is configured, and leaves when there is one', async () => {
    const id = await send()
    await mail.now()
    expect((await read(id)).state).toBe('queued')
    expect(await work.read((tx) => mail.standing(tx))).toMatchObject({ configured: false, waiting: 1, waitingSince: START })
    await useRelay({ work, mail }, relayAt(relay))
    await mail.now()
    expect(await read(id)).toMatchObject({ state: 'handed_over', attempts: 1, tryAt: null, answer: expect.stringMatching(/^250 /) })
    expect(relay.taken.map(({ to }) => to)).toEqual([['clara@alder.example']])
    expect(await work.read((tx) => mail.standing(tx))).toMatchObject({ configured: true, waiting: 0, trouble: null })
  })

  test('is written with the work it belongs to: what is rolled back is never sent', async () => {
    const before = relay.taken.length
    const rolledBack = work.run(async (tx) => {
      await mail.queue(tx, aMail())
      throw new Error('no')
    })
    await expect(rolledBack).rejects.toThrow('no')
    await mail.now()
    expect(relay.taken).toHaveLength(before)
  })

  test('many are written at once, each with its own steps, and those whose key was used before are not written again', async () => {
    const many = Array.from({ length: 1_000 }, (_, number) =>
      aMail({ idempotencyKey: `many ${number}`, subject: `Many ${number}`, thread: 'many', headers: { 'X-Number': String(number) } }),
    )
    const first = await send(many[7])
    await work.run((tx) => mail.queueMany(tx, many))
    await work.run((tx) => mail.queueMany(tx, many.slice(0, 10)))
    const listed = await work.read((tx) => mail.list(tx, { before: null, limit: 2_000, text: 'many ' }))
    expect(listed).toHaveLength(1_000)
    const ids = new Map(listed.map(({ id, subject }) => [subject, id]))
    expect(ids.get('Many 7')).toBe(first)
    const [alone, together] = [await read(first), await read(ids.get('Many 8') ?? '')]
    const own = { id: together.id, messageId: together.messageId, subject: 'Many 8', headers: { ...alone.headers, 'X-Number': '8' } }
    expect(together).toEqual({ ...alone, ...own })
    for (const { id } of listed) await work.run((tx) => mail.cancel(tx, id))
    await expect(work.run((tx) => mail.queueMany(tx, [aMail({ confidential: true })]))).rejects.toThrow('confidential')
  })

  test('a second message with the same key is the first one', async () => {
    const before = relay.taken.length
    const first = await send(aMail({ idempotencyKey: 'incident 12 opened for clara' }))
    expect(await send(aMail({ idempotencyKey: 'incident 12 opened for clara' }))).toBe(first)
    await mail.now()
    expect(relay.taken).toHaveLength(before + 1)
  })

  test('carries names, text and HTML in any script, and says that a program wrote it', async () => {
    const id = await send(
      aMail({
        to: { address: 'jörg@alder.example', name: 'Jörg “Jo” Müller' },
        subject: 'Größe geändert 📦',
        html: '<p>Schöne Grüße</p>',
        thread: 'inc_1',
      }),
    )
    await mail.now()
    const taken = relay.taken.at(-1)
    expect(taken?.header('Message-ID')).toBe((await read(id)).messageId)
    expect(taken?.header('Auto-Submitted')).toBe('auto-generated')
    expect(taken?.header('References')).toBe('<inc_1@northwind.example>')
    expect(taken?.header('From')).toBe('Northwind Support <support@northwind.example>')
    expect(taken?.raw).toContain('multipart/alternative')
  })

  test('in bulk it can be stopped by one press, and is no longer sent to an address that was', async () => {
    const bulk = {
      nature: 'bulk' as const,
      unsubscribeUrl: 'https://support.northwind.example/unsubscribe/abc',
      to: { address: 'Una@alder.example', name: null },
    }
    await send(aMail(bulk))
    await mail.now()
    expect(relay.taken.at(-1)?.header('List-Unsubscribe')).toBe(`<${bulk.unsubscribeUrl}>`)
    expect(relay.taken.at(-1)?.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(relay.taken.at(-1)?.header('Precedence')).toBe('bulk')
    await work.run((tx) => mail.suppress(tx, { address: 'una@ALDER.example', cause: 'unsubscribed', note: null }))
    const [stopped, asked] = [await send(aMail(bulk)), await send(aMail({ to: bulk.to }))]
    await mail.now()
    expect([(await read(stopped)).state, (await read(asked)).state]).toEqual(['suppressed', 'handed_over'])
    await work.run((tx) => mail.suppress(tx, { address: 'una@alder.example', cause: 'manual', note: 'asked by phone' }))
    const never = await send(aMail({ to: bulk.to }))
    await mail.now()
    expect((await read(never)).state).toBe('suppressed')
    const listed = await work.read((tx) => mail.suppressions(tx, { after: null, limit: 10 }))
    expect(listed).toMatchObject([{ address: 'una@alder.example', cause: 'manual', note: 'asked by phone' }])
    await work.run((tx) => mail.unsuppress(tx, 'una@alder.example'))
    expect(await work.run((tx) => mail.retry(tx, never))).toBe(true)
    await mail.now()
    expect((await read(never)).state).toBe('handed_over')
  })

  test('is sent at its time, and can be cancelled before', async () => {
    const [kept, cancelled] = [
      await send(aMail({ sendAfter: later(clock.now(), HOUR_MS) })),
      await send(aMail({ sendAfter: later(clock.now(), HOUR_MS) })),
    ]
    await mail.now()
    expect((await read(kept)).state).toBe('queued')
    expect(await work.run((tx) => mail.cancel(tx, cancelled))).toBe(true)
    clock.advance(HOUR_MS)
    await mail.now()
    expect([(await read(kept)).state, (await read(cancelled)).state]).toEqual(['handed_over', 'cancelled'])
    expect(await work.run((tx) => mail.cancel(tx, kept))).toBe(false)
  })

  test('the text of a confidential message is shown to nobody and forgotten once it is handed over', async () => {
    const id = await send(aMail({ text: 'https://support.northwind.example/reset#secret', confidential: true }))
    expect(await read(id)).toMatchObject({ text: null, html: null, confidential: true })
    await mail.now()
    expect(relay.taken.at(-1)?.raw).toContain('reset#secret')
    expect((await read(id)).state).toBe('handed_over')
    expect(await work.run((tx) => mail.retry(tx, id))).toBe(false)
  })

  test('is refused for good on 5xx, tried later and later on 4xx, and given up within three days', async () => {
    relay.refusal = { at: 'RCPT TO', code: 550, words: 'No such user' }
    const unknown = await send()
    await mail.now()
    expect(await read(unknown)).toMatchObject({ state: 'failed', answer: '550 No such user', tryAt: null })
    relay.refusal = { at: 'DATA', code: 451, words: 'Greylisted, come back' }
    const grey = await send()
    await mail.now()
    expect(await read(grey)).toMatchObject({ state: 'deferred', attempts: 1, tryAt: later(clock.now(), MINUTE_MS) })
    const since = clock.now()
    for (let round = 1; round < ATTEMPTS_MAX; round++) {
      clock.advance(((await read(grey)).tryAt ?? 0) - clock.now())
      await mail.now()
    }
    relay.refusal = null
    expect(await read(grey)).toMatchObject({ state: 'failed', attempts: ATTEMPTS_MAX, answer: '451 Greylisted, come back' })
    expect(clock.now() - since).toBeLessThan(3 * DAY_MS)
    expect((await read(grey)).steps.map(({ state }) => state)).toEqual([
      'queued',
      ...Array.from({ length: ATTEMPTS_MAX - 1 }, () => 'deferred'),
      'failed',
    ])
  })

  test('is signed with a key of its own that others can check by DNS, the unsubscribe headers included', async () => {
    await useRelay({ work, mail }, relayAt(relay, { signs: true }))
    const dkim = (await work.read((tx) => mail.relay(tx)))?.dkim
    expect(dkim?.recordName).toMatch(/^pitcrew202603\d\d\._domainkey\.northwind\.example$/)
    await send(aMail({ nature: 'bulk', unsubscribeUrl: 'https://support.northwind.example/unsubscribe/abc' }))
    await mail.now()
    const taken = relay.taken.at(-1) as Taken
    expect(verifiesDkim(taken, dkim?.recordValue ?? '')).toBe(true)
    expect(taken.header('DKIM-Signature')?.toLowerCase().replaceAll(' ', '')).toContain('list-unsubscribe:list-unsubscribe-post')
    await useRelay({ work, mail }, relayAt(relay, { signs: false }))
    await useRelay({ work, mail }, relayAt(relay, { signs: true }))
    expect((await work.read((tx) => mail.relay(tx)))?.dkim).toEqual(dkim)
  })

  test('what DNS says about the sender’s domain is told in sentences', async () => {
    const dkim = (await work.read((tx) => mail.relay(tx)))?.dkim
    expect((await mail.checkDomain()).map(({ ok }) => ok)).toEqual([false, false, false])
    published.set('northwind.example', 'v=spf1 include:relay.example ~all')
    published.set(dkim?.recordName ?? '', dkim?.recordValue ?? '')
    published.set('_dmarc.northwind.example', 'v=DMARC1; p=quarantine')
    expect((await mail.checkDomain()).filter(({ ok }) => !ok)).toEqual([])
  })

  test('is found by part of an address or a subject, newest first', async () => {
    const id = await send(aMail({ subject: 'Invoice 100% paid_now' }))
    const found = await work.read((tx) => mail.list(tx, { before: null, limit: 10, text: '100% PAID_' }))
    expect(found.map((message) => message.id)).toEqual([id])
    expect(await work.read((tx) => mail.list(tx, { before: null, limit: 10, text: 'ID%now' }))).toEqual([])
  })
})

describe('a relay in trouble', async () => {
  const { work, clock, mail, send, read, repeats } = await testMail()
  const relay = await testRelay()
  const wire = await testWire(relay)

  /** Where the connection breaks → whether the relay has the message by then. */
  const PHASES: readonly (readonly [string, RegExp, boolean, boolean])[] = [
    ['at the greeting', /^EHLO/, false, false],
    ['at the sender', /MAIL FROM/, false, false],
    ['at the recipient', /RCPT TO/, false, false],
    ['before the text', /\r\nDATA\r\n/, false, false],
    ['after the relay said go ahead', /\r\nDATA\r\n/, true, false],
    ['in the middle of the text', /Content-Type/, false, false],
    ['before the end of the text is through', /\r\n\.\r\n/, false, false],
    ['between the relay’s acceptance and our hearing of it', /\r\n\.\r\n/, true, true],
  ]

  test.each(PHASES)('loses nothing when the connection breaks %s', async (_where, sent, passOn, isTaken) => {
    await useRelay({ work, mail }, relayAt(wire))
    relay.taken.length = 0
    const lostBefore = await repeats('answer_lost')
    const breaksBefore = wire.breaks
    wire.breakAt = { sent, passOn }
    const id = await send()
    await mail.now()
    expect(wire.breaks).toBe(breaksBefore + 1)
    expect((await read(id)).state).toBe('deferred')
    wire.breakAt = null
    clock.advance(10 * MINUTE_MS)
    await mail.now()
    expect((await read(id)).state).toBe('handed_over')
    await until(() => relay.taken.length === (isTaken ? 2 : 1))
    expect(new Set(relay.taken.map((taken) => taken.header('Message-ID')))).toEqual(new Set([(await read(id)).messageId]))
    if (isTaken) expect(await repeats('answer_lost')).toBe(lostBefore + 1)
  })

  test('everything waits without using up its attempts, one message tries, and all leave when it is back', async () => {
    await useRelay({ work, mail }, relayAt(wire))
    relay.taken.length = 0
    wire.isCut = true
    const ids = await Promise.all(Array.from({ length: 20 }, () => send()))
    for (let days = 0; days < 5; days++) {
      await mail.now()
      clock.advance(DAY_MS)
    }
    const waiting = await Promise.all(ids.map(read))
    expect(new Set(waiting.map(({ attempts }) => attempts))).toEqual(new Set([0]))
    expect(await work.read((tx) => mail.standing(tx))).toMatchObject({ waiting: 20, trouble: expect.stringContaining('relay') })
    wire.isCut = false
    await mail.now()
    await mail.now()
    expect(relay.taken).toHaveLength(20)
  })

  test('a relay in a private network is only reached when an owner approved it', async () => {
    await useRelay({ work, mail }, relayAt(relay, { privateAllowed: false }))
    const id = await send()
    await mail.now()
    expect(await read(id)).toMatchObject({ state: 'deferred', answer: expect.stringContaining('private network') })
    expect((await mail.tryRelay()).ok).toBe(false)
    await useRelay({ work, mail }, relayAt(relay))
    await mail.now()
    expect((await read(id)).state).toBe('handed_over')
    expect((await mail.tryRelay()).ok).toBe(true)
  })

  test('a relay that refuses the sender stops all mail instead of failing it', async () => {
    relay.refusal = { at: 'MAIL FROM', code: 553, words: 'Sender address rejected' }
    const id = await send()
    await mail.now()
    expect(await read(id)).toMatchObject({ state: 'deferred', attempts: 0 })
    relay.refusal = null
    clock.advance(HOUR_MS)
    await mail.now()
    expect((await read(id)).state).toBe('handed_over')
  })

  test('a password is only sent over a protected connection, and is kept sealed', async () => {
    const passwords: (string | undefined)[] = []
    const guarded = await testRelay({
      authOptional: false,
      disabledCommands: [],
      onAuth: (auth, _session, done) => {
        passwords.push(auth.password ?? undefined)
        done(auth.password === 'correct' ? null : new Error('Invalid login'), { user: auth.username })
      },
    })
    await useRelay({ work, mail }, relayAt(guarded, { security: 'starttls', username: 'pitcrew', password: 'correct' }))
    const id = await send()
    await mail.now()
    // The server’s certificate is signed by nobody, so `starttls` refuses it before the password is sent.
    expect(await read(id)).toMatchObject({ state: 'deferred', answer: expect.stringContaining('certificate') })
    expect(passwords).toEqual([])
    await useRelay({ work, mail }, relayAt(guarded, { username: 'pitcrew', password: 'wrong' }))
    await mail.now()
    expect(await read(id)).toMatchObject({ state: 'deferred', attempts: 0 })
    await useRelay({ work, mail }, relayAt(guarded, { username: 'pitcrew', password: 'correct' }))
    await mail.now()
    expect((await read(id)).state).toBe('handed_over')
  })
})

describe('a sender that is killed', async () => {
  const { connection, pg, work, mail, send, read, repeats } = await testMail()
  const relay = await testRelay()
  const children: ChildProcess[] = []
  afterAll(() => children.forEach((child) => child.kill('SIGKILL')))
  const startSender = () => {
    const child = fork(new URL('./testing-sender.ts', import.meta.url), [JSON.stringify(connection)], {
      execArgv: ['--import', 'tsx'],
      stdio: 'inherit',
    })
    children.push(child)
    return child
  }

  test('leaves messages that another process takes over within seconds and counts', async () => {
    await useRelay({ work, mail }, relayAt(relay))
    const id = await send()
    await pg.pool.query('update mail_message set sending_by = gen_random_uuid() where id = $1', [id])
    await until(async () => {
      await mail.now()
      return (await read(id)).state === 'handed_over'
    })
    expect(await repeats('sender_died')).toBe(1)
    expect(relay.taken.map((taken) => taken.header('Message-ID'))).toEqual([(await read(id)).messageId])
    relay.taken.length = 0
  })

  test('loses no message and repeats at most what lay between acceptance and commit, under the same Message-ID', async () => {
    await useRelay({ work, mail }, relayAt(relay))
    const MESSAGES = 120
    const ids: string[] = []
    for (let at = 0; at < MESSAGES; at++) ids.push(await send())
    let child = startSender()
    for (const killAfter of [30, 80]) {
      const killed = once(child, 'exit')
      relay.onTaken = () => {
        if (relay.taken.length >= killAfter) child.kill('SIGKILL')
      }
      await killed
      relay.onTaken = () => {}
      child = startSender()
    }
    await until(async () => (await work.read((tx) => mail.standing(tx))).waiting === 0, { withinMs: 60_000 })
    const messageIds = relay.taken.map((taken) => taken.header('Message-ID'))
    const messages = await Promise.all(ids.map(read))
    expect(new Set(messageIds)).toEqual(new Set(messages.map(({ messageId }) => messageId)))
    const takenBack = messages.filter(({ steps }) => steps.some(({ answer }) => answer?.includes('ended before it could note')))
    // Five connections at a time, killed twice.
    expect(messageIds.length - MESSAGES).toBeGreaterThan(0)
    expect(messageIds.length - MESSAGES).toBeLessThanOrEqual(takenBack.length)
    expect(takenBack.length).toBeLessThanOrEqual(10)
  })
})
