import { describe, expect, test } from 'vitest'
import { judgeDkim, judgeDmarc, judgeSpf } from './domain-records.ts'

const DOMAIN = 'northwind.example'
const dkim = {
  domain: DOMAIN,
  selector: 'pitcrew1',
  recordName: `pitcrew1._domainkey.${DOMAIN}`,
  recordValue: 'v=DKIM1; k=rsa; p=MIIB+key/=',
}

describe('what DNS says about a sender’s domain', () => {
  test.each([
    [['v=spf1 include:relay.example ~all'], true],
    [['v=spf1 mx -all', 'google-site-verification=1'], true],
    [['v=spf1 redirect=_spf.relay.example'], true],
    [[], false],
    [['v=spf10 -all'], false],
    [['v=spf1 mx -all', 'v=spf1 a -all'], false],
    [['v=spf1 +all'], false],
    [['v=spf1 all'], false],
    ['away' as const, false],
  ])('SPF %j is right: %s', (records, ok) => {
    expect(judgeSpf(DOMAIN, records).ok).toBe(ok)
  })

  test.each([
    [['v=DKIM1; k=rsa; p=MIIB+key/='], true],
    [['k=rsa; t=s; p=MIIB +key /='], true],
    [['v=DKIM1; p=another'], false],
    [['v=DKIM1; p='], false],
    [[], false],
    ['away' as const, false],
  ])('DKIM %j is ours: %s', (records, ok) => {
    expect(judgeDkim(dkim, records).ok).toBe(ok)
  })

  test.each([
    [['v=DMARC1; p=none'], true],
    [['v=DMARC1;p=reject; rua=mailto:d@northwind.example'], true],
    [['v=DMARC1; sp=reject'], false],
    [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], false],
    [[], false],
    ['away' as const, false],
  ])('DMARC %j is right: %s', (records, ok) => {
    expect(judgeDmarc(DOMAIN, records).ok).toBe(ok)
  })

  test('whatever is wrong says how to mend it', () => {
    for (const finding of [judgeSpf(DOMAIN, []), judgeDkim(dkim, []), judgeDmarc(DOMAIN, [])])
      expect(finding.mend).toMatch(/^(Publish|Replace) .+/)
  })
})
