import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, toIso } from '#kit/time.ts'
import { canonicalHeader, chainHash, GENESIS, type Header } from './header.ts'

const text = fc.string({ unit: 'grapheme' })
const uuidOrNull = fc.option(fc.uuid())
const digest = fc.uint8Array({ minLength: 32, maxLength: 32 })
const headers: fc.Arbitrary<Header> = fc.record({
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  id: fc.uuid(),
  kind: text,
  version: fc.integer({ min: 1, max: 1_000 }),
  at: fc.integer({ min: 0, max: 4e12 }).map((ms) => instant(ms)),
  actor: fc.record({ kind: fc.constantFrom('person', 'contact', 'api_key', 'system', 'nobody'), id: text }),
  record: fc.record({ kind: text, id: fc.uuid() }),
  scope: fc.record({ clientId: uuidOrNull, applicationId: uuidOrNull, audience: fc.constantFrom('internal', 'client', 'public') }),
  subject: uuidOrNull,
  particularsDigest: digest,
  personalDigest: fc.option(digest),
})

describe('the hash of an event', () => {
  test('is made of the canonical JSON that any RFC 8785 implementation gives for its header', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    fc.assert(
      fc.property(headers, ({ particularsDigest, personalDigest, ...header }) => {
        const general = {
          ...header,
          at: toIso(header.at),
          particulars: hex(particularsDigest),
          personal: personalDigest && hex(personalDigest),
        }
        expect(canonicalHeader({ ...header, particularsDigest, personalDigest })).toBe(canonicalize(general))
      }),
    )
  })

  test('never changes: logs of every release must verify', () => {
    const header: Header = {
      seq: 1,
      id: '0199a1b2-c3d4-7000-8000-000000000001',
      kind: 'application.renamed',
      version: 1,
      at: instant('2026-03-01T09:00:00.000Z'),
      actor: { kind: 'system', id: 'test' },
      record: { kind: 'application', id: '0199a1b2-c3d4-7000-8000-000000000002' },
      scope: { clientId: null, applicationId: null, audience: 'internal' },
      subject: null,
      particularsDigest: new Uint8Array(32),
      personalDigest: null,
    }
    expect(chainHash(GENESIS, header).toString('hex')).toMatchInlineSnapshot(
      `"4e5f157774c0f74cff707acf42e4b9e17b284d4f89b14bfdd982ddc3618c2f63"`,
    )
  })
})
