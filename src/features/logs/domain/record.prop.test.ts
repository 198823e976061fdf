import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { ATTRIBUTES_MAX, BODY_LENGTH_MAX } from './limits.ts'
import { fitBody, fitPairs, LEFT_OUT } from './fit.ts'
import { decodeRecord, LineBatch } from './record.ts'

const NOW = instant('2026-11-22T10:00:00Z')
const environment = Buffer.alloc(16, 7)
// Nothing that a rule would take out.
const plain = fc.stringMatching(/^[a-zé€😀 ]{0,400}$/u)

/** Texts as ClickHouse has them: a length of variable length, then UTF-8. */
function textsOf(bytes: Buffer): readonly string[] {
  const texts: string[] = []
  for (let at = 0; at < bytes.length;) {
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes.readUInt8(at++)
      length |= (byte & 127) << shift
      if (byte < 128) break
    }
    texts.push(bytes.toString('utf8', at, at + length))
    at += length
  }
  return texts
}

test('a record gives back what was put in, row by row', () => {
  const batch = new LineBatch()
  const line = fc.record({
    body: plain,
    host: fc.integer({ min: 0, max: 2 }),
    severity: fc.nat(24),
    at: fc.integer({ min: -(2 ** 45), max: 2 ** 45 }),
  })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (lines) => {
      const resources = [0, 1, 2].map((host) => ({ service: `s${host}`, attributes: ['host.name', `h${host}`] }))
      batch.begin()
      for (const [index, { body, host, severity, at }] of lines.entries()) {
        const ids = { traceId: 'ab'.repeat(16), spanId: '' }
        const resource = resources[host] ?? { service: '', attributes: [] }
        batch.add({ at: instant(at), observedAt: null, severity, body, attributes: ['index', String(index)], resource, ...ids }, NOW, index)
      }
      const record = decodeRecord(batch.encode({ environment, keepDays: 30 }))
      expect(record).toMatchObject({ environment, keepDays: 30, rows: lines.length })
      expect(textsOf(record?.columns.body ?? environment)).toEqual(lines.map(({ body }) => body))
      expect(textsOf(record?.columns.values ?? environment)).toEqual(lines.map((_, index) => String(index)))
      for (const [index, { severity, at, host }] of lines.entries()) {
        expect(record?.columns.severity[index]).toBe(severity)
        expect(record?.columns.at.readBigInt64LE(8 * index)).toBe(BigInt(at))
        expect(record?.columns.observed.readBigInt64LE(8 * index)).toBe(BigInt(NOW))
        expect(record?.resources[record.columns.resource.readUInt16LE(2 * index)]?.service).toBe(`s${host}`)
      }
      expect(record?.columns.trace.toString('hex')).toBe('ab'.repeat(16 * lines.length))
      expect(record?.columns.span.equals(Buffer.alloc(8 * lines.length))).toBe(true)
    }),
  )
})

test('a record of a later version is left to the program that wrote it', () => {
  expect(decodeRecord(Buffer.alloc(40, 9))).toBeUndefined()
})

test('what is too long is cut, and it is said', () => {
  expect(fitBody('x'.repeat(BODY_LENGTH_MAX))).toHaveLength(BODY_LENGTH_MAX)
  expect(fitBody('x'.repeat(BODY_LENGTH_MAX + 5)).slice(-33)).toBe('xxxxxx … [cut: 5 more characters]')
  const many = Array.from({ length: ATTRIBUTES_MAX + 5 }, (_, index) => [`name${index}`, 'v']).flat()
  expect(fitPairs(many).slice(-2)).toEqual([LEFT_OUT, '5'])
  expect(fitPairs(['a', 'v'.repeat(100_000)])[1]?.slice(-33)).toBe('vv … [cut: 83616 more characters]')
  expect(fitPairs(['n'.repeat(300), 'v', 'a', '1'])).toEqual(['a', '1', LEFT_OUT, '1'])
})

test('a name stands once, and colours of a terminal nowhere', () => {
  expect(fitPairs(['a', '1', 'b', '2', 'a', '3'])).toEqual(['a', '1', 'b', '2'])
  expect(fitBody('\u001b[31mERROR\u001b[0m no route')).toBe('ERROR no route')
})
