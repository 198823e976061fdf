/** What the DNS records of a sender's domain say about mail that leaves Pitcrew. Pure. */
import { mailFinding, type MailFinding } from './findings.ts'
import type { Dkim } from './mail.ts'

/** TXT records under one name, each put together from its pieces; `away` when the name server did not answer. */
export type Records = readonly string[] | 'away'

/** `_spf` answers of the domain itself (RFC 7208). Whether they cover the relay only the relay's operator can say. */
export function judgeSpf(domain: string, records: Records): MailFinding {
  if (records === 'away') return mailFinding('spf.away', { domain })
  const [spf = '', ...others] = records.filter((record) => /^v=spf1(\s|$)/i.test(record))
  if (spf === '') return mailFinding('spf.missing', { domain })
  if (others.length > 0) return mailFinding('spf.several', { domain, count: others.length + 1 })
  if (/\s\+?all\s*$/i.test(spf)) return mailFinding('spf.open', { domain })
  return mailFinding('spf.says', { domain, record: spf })
}

/** The published key must be the one that we sign with (RFC 6376). */
export function judgeDkim({ domain, recordName: name, recordValue }: Dkim, records: Records): MailFinding {
  if (records === 'away') return mailFinding('dkim.away', { domain })
  const published = records.find((record) => /(^|;)\s*p=/i.test(record))
  if (published === undefined) return mailFinding('dkim.missing', { name })
  if (keyIn(published) === '') return mailFinding('dkim.withdrawn', { name })
  return mailFinding(keyIn(published) === keyIn(recordValue) ? 'dkim.ours' : 'dkim.other', { name })
}

/** What receivers do with mail that passes neither (RFC 7489). */
export function judgeDmarc(domain: string, records: Records): MailFinding {
  if (records === 'away') return mailFinding('dmarc.away', { domain })
  const [dmarc, ...others] = records.filter((record) => /^v=DMARC1\s*(;|$)/i.test(record))
  if (dmarc === undefined) return mailFinding('dmarc.missing', { domain })
  if (others.length > 0) return mailFinding('dmarc.several', { domain, count: others.length + 1 })
  const policy = /;\s*p\s*=\s*(none|quarantine|reject)\b/i.exec(dmarc)?.[1]?.toLowerCase()
  return mailFinding(policy === undefined ? 'dmarc.silent' : `dmarc.${policy as 'none' | 'quarantine' | 'reject'}`, { domain })
}

/** White space inside a key means nothing. */
function keyIn(record: string): string {
  return (/(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1] ?? '').replaceAll(/\s+/g, '')
}
