import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, later } from '#kit/time.ts'
import { BEGIN_WITHIN_MS, NAME_LENGTH_MAX } from './bounds.ts'
import { judgeArrival, stateOf, type ArrivalVerdict, type FileTimes } from './judge.ts'
import { cleanName } from './name.ts'
import { previewOf } from './preview.ts'
import { HEAD_BYTES, mediaTypeOf } from './sniff.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const PNG = hex('89504e47 0d0a1a0a 0000000d 49484452 00000001 00000001 0802000000 907753de 0000000049454e44ae426082')

describe('what a file is, is seen in its bytes:', () => {
  const kinds: readonly (readonly [string, Uint8Array, string])[] = [
    ['a picture', PNG, 'image/png'],
    ['a photograph', hex('ffd8ffe000104a46494600010100000100010000'), 'image/jpeg'],
    ['an animation', Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), 'image/gif'],
    ['a document', Buffer.concat([Buffer.from('%PDF-1.7\n%'), hex('e2e3cfd3 0a')]), 'application/pdf'],
    ['one made of letters only', Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj'), 'application/pdf'],
    ['an archive, which is not opened', hex('504b0304 14000000'), 'application/zip'],
    ['another one', gzipSync(Buffer.alloc(1_000_000)), 'application/gzip'],
    ['a log with colours', Buffer.from('\u001b[31mERROR\u001b[0m queue is full\r\n\tat send (queue.ts:1)\n'), 'text/plain'],
    ['umlauts that the head cuts in two', Buffer.from('ü'.repeat(HEAD_BYTES)).subarray(0, HEAD_BYTES - 1), 'text/plain'],
    ['a drawing, which is a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'text/plain'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain'],
    ['nothing at all', Buffer.alloc(0), 'text/plain'],
    ['a program', hex('7f454c46 02010100 0000000000000000'), 'application/x-elf'],
    ['noise', hex('00ff00fe 0102030405'), 'application/octet-stream'],
    ['letters of another time', Buffer.from('Gr\u00fc\u00dfe', 'latin1'), 'application/octet-stream'],
  ]
  test.each(kinds)('%s', async (_, bytes, expected) => {
    expect(await mediaTypeOf(bytes.subarray(0, HEAD_BYTES))).toBe(expected)
  })

  test('no bytes make it fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: HEAD_BYTES }), async (bytes) => {
        expect(await mediaTypeOf(bytes)).toMatch(/^[\w.+-]+\/[\w.+-]+/)
      }),
    )
  })

  test('only dots, texts and PDF documents are shown', () => {
    expect(['image/png', 'image/svg+xml', 'text/html', 'text/plain', 'application/pdf', 'image/tiff'].map(previewOf)).toEqual([
      'picture',
      null,
      null,
      'text',
      'pdf',
      null,
    ])
  })
})

describe('names:', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['C:\\Users\\ann\\report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie: x.txt'],
    ['  many   spaces .log ', 'many spaces .log'],
    ['\u2066\u200b', 'file'],
    ['..', 'file'],
    ['', 'file'],
    ['U\u0308bersicht.pdf', 'Übersicht.pdf'],
    [`${'long '.repeat(60)}.pdf`, `${'long '.repeat(60).slice(0, 115)}….pdf`],
  ])('%j is called %j', (given, expected) => expect(cleanName(given)).toBe(expected))

  test('every name becomes one that can be shown, and stays as it is from then on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanName(given)
        expect(name).not.toBe('')
        expect(name.length).toBeLessThanOrEqual(NAME_LENGTH_MAX)
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\\/]/u)
        expect(cleanName(name)).toBe(name)
      }),
    )
  })
})

describe('arriving:', () => {
  const now = instant('2026-11-22T10:00:00Z')
  const times = (over: Partial<FileTimes> = {}): FileTimes => ({ announcedAt: now, storedAt: null, deletedAt: null, ...over })
  const table: readonly (readonly [string, FileTimes, ArrivalVerdict])[] = [
    ['just announced', times(), 'awaited'],
    ['an hour ago', times({ announcedAt: later(now, -BEGIN_WITHIN_MS) }), 'awaited'],
    ['longer ago', times({ announcedAt: later(now, -BEGIN_WITHIN_MS - 1) }), 'too_late'],
    ['there already', times({ storedAt: now }), 'arrived'],
    ['there and deleted', times({ storedAt: now, deletedAt: now }), 'arrived'],
    ['given up', times({ deletedAt: now }), 'given_up'],
  ]
  test.each(table)('%s', (_, row, verdict) => expect(judgeArrival(row, now)).toBe(verdict))

  test('the state follows from what is known', () => {
    expect([times(), times({ storedAt: now }), times({ storedAt: now, deletedAt: now }), times({ deletedAt: now })].map(stateOf)).toEqual([
      'arriving',
      'stored',
      'deleted',
      'deleted',
    ])
  })
})
