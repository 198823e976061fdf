import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { readSyslog } from './syslog.ts'
import { MESSAGE_BYTES_MAX, SyslogFrames } from './syslog-frames.ts'

const NOW = instant('2026-11-22T10:00:00Z')
const KEY = `pci_${'0a'.repeat(24)}`
const resourceOf = (host: string, service: string) => ({ service, attributes: ['host.name', host] })
const read = (message: string, now = NOW) => readSyslog(message, { now, sender: '10.0.0.7', resourceOf })

describe('a message of RFC 5424', () => {
  test('says when, where, what and how bad, and brings its key', () => {
    const data = `[pitcrew@53595 key="${KEY}"][origin ip="10.1.1.1" note="a \\"b\\" \\]"]`
    expect(read(`<165>1 2026-11-22T11:00:00.123+01:00 shop-1 cart 711 ID47 ${data} \uFEFFno route`)).toEqual({
      key: KEY,
      line: {
        at: instant('2026-11-22T10:00:00.123Z'),
        observedAt: null,
        severity: 10,
        body: 'no route',
        attributes: [
          'process.pid',
          '711',
          'syslog.msgid',
          'ID47',
          'origin.ip',
          '10.1.1.1',
          'origin.note',
          'a "b" ]',
          'syslog.facility',
          'local4',
        ],
        resource: { service: 'cart', attributes: ['host.name', 'shop-1'] },
        traceId: '',
        spanId: '',
      },
    })
  })

  test('may leave everything out', () => {
    expect(read('<11>1 - - - - - -')).toMatchObject({
      key: null,
      line: { at: null, severity: 17, body: '', resource: { service: '', attributes: ['host.name', '10.0.0.7'] } },
    })
  })

  test('may hold JSON, whose level is nearer to the truth', () => {
    expect(read('<14>1 - h app - - - {"level":"fatal","msg":"out of memory","n":1}').line).toMatchObject({
      severity: 21,
      body: 'out of memory',
      attributes: ['n', '1', 'syslog.facility', 'user'],
      resource: { service: 'app' },
    })
  })
})

describe('a message of RFC 3164', () => {
  test('says the same without year and zone', () => {
    expect(read('<34>Nov 22 09:59:58 shop-1 sshd[42]: bad password')).toMatchObject({
      line: {
        at: later(NOW, -2_000),
        severity: 18,
        body: 'bad password',
        attributes: ['process.pid', '42', 'syslog.facility', 'auth'],
        resource: { service: 'sshd', attributes: ['host.name', 'shop-1'] },
      },
    })
  })

  test.each([
    ['Nov 22 12:00:03', NOW, later(NOW, 3_000)],
    ['Nov 22 04:29:59', NOW, later(NOW, -1_000)],
    ['Dec 31 23:59:59', instant('2027-01-01T00:00:01Z'), instant('2026-12-31T23:59:59Z')],
    ['Jan  1 00:00:01', instant('2026-12-31T23:59:59Z'), instant('2027-01-01T00:00:01Z')],
    ['Nov 20 10:00:00', NOW, later(NOW, -48 * HOUR_MS)],
  ])('%s is read as the year and the zone that bring it closest', (time, now, at) => {
    expect(read(`<13>${time} h app: x`, now).line.at).toBe(at)
  })

  test('may have the time of a relay, and bring its key before the text', () => {
    expect(read(`<13>2026-11-22T10:30:00.5+01:00 h app: ${KEY} x`)).toMatchObject({
      key: KEY,
      line: { at: later(NOW, -30 * MINUTE_MS + 500), body: 'x' },
    })
  })
})

test.each(['', 'no head at all', '<999>odd', '<13>', '<13>1 ', 'Xyz 99 99:99:99 h x'])('“%s” is text', (message) => {
  expect(read(message).line.body).toBe(message.replace(/^<13>/, ''))
})

describe('messages of a stream', () => {
  const messages = fc.array(fc.stringMatching(/^<\d{1,3}>[a-zé ]{1,60}$/), { minLength: 1, maxLength: 12 })
  const counted = (text: string) => `${Buffer.byteLength(text)} ${text}`

  test('come out whole, however the stream is cut and whichever way they are separated', () => {
    fc.assert(
      fc.property(messages, fc.func(fc.boolean()), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, isCounted, cuts) => {
        const bytes = Buffer.from(sent.map((text) => (isCounted(text) ? counted(text) : `${text}\n`)).join(''))
        const frames = new SyslogFrames()
        const got: string[] = []
        for (let at = 0, cut = 0; at < bytes.length; at += cuts[cut++ % cuts.length] ?? 1) {
          got.push(...frames.push(bytes.subarray(at, at + (cuts[cut % cuts.length] ?? 1))).map(String))
        }
        expect([...got, ...frames.end().map(String)]).toEqual(sent)
      }),
    )
  })

  test.each([
    ['counted', (text: string) => counted(text)],
    ['of a line', (text: string) => `${text}\n`],
  ])('that are too long and %s lose their end, and the next one is whole', (_, written) => {
    const frames = new SyslogFrames()
    const [long, next, ...more] = frames.push(Buffer.from(written(`<13>${'x'.repeat(200_000)}`) + written('<13>next')))
    expect([long?.length, String(next), more]).toEqual([MESSAGE_BYTES_MAX, '<13>next', []])
  })
})
