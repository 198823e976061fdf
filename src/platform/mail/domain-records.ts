/** What the DNS records of a sender's domain say about mail that leaves Pitcrew: one sentence each. Pure. */
import { unwell, well, type Finding } from '../finding.ts'
import type { Dkim } from './mail.ts'

/** TXT records under one name, each put together from its pieces; `away` when the name server did not answer. */
export type Records = readonly string[] | 'away'

/** `_spf` answers of the domain itself (RFC 7208). Whether they cover the relay only the relay's operator can say. */
export function judgeSpf(domain: string, records: Records): Finding {
  if (records === 'away') return away(`SPF of ${domain}`)
  const spf = records.filter((record) => /^v=spf1(\s|$)/i.test(record))
  if (spf.length === 0) {
    return unwell(
      `${domain} has no SPF record.`,
      'Publish a TXT record such as "v=spf1 include:<your relay> ~all"; your relay’s operator names it.',
    )
  }
  if (spf.length > 1) return unwell(`${domain} has ${spf.length} SPF records, which counts as none.`, 'Put them into one.')
  if (/\s\+?all\s*$/i.test(spf[0] ?? '')) return unwell(`The SPF record of ${domain} lets everybody send.`, 'End it with ~all or -all.')
  return well(`SPF: ${domain} says who may send for it (${spf[0]}).`)
}

/** The published key must be the one that we sign with (RFC 6376). */
export function judgeDkim(dkim: Dkim, records: Records): Finding {
  if (records === 'away') return away(`DKIM of ${dkim.domain}`)
  const published = records.find((record) => /(^|;)\s*p=/i.test(record))
  if (published === undefined) {
    return unwell(
      `No key is published at ${dkim.recordName}.`,
      'Publish the record that the mail settings show; signatures cannot be checked without.',
    )
  }
  if (keyIn(published) === '')
    return unwell(`The key at ${dkim.recordName} is withdrawn.`, 'Publish the record that the mail settings show.')
  if (keyIn(published) !== keyIn(dkim.recordValue)) {
    return unwell(
      `The key at ${dkim.recordName} is not the one that Pitcrew signs with.`,
      'Replace it by the record that the mail settings show.',
    )
  }
  return well(`DKIM: the key at ${dkim.recordName} is ours.`)
}

/** What receivers do with mail that passes neither (RFC 7489). */
export function judgeDmarc(domain: string, records: Records): Finding {
  if (records === 'away') return away(`DMARC of ${domain}`)
  const dmarc = records.filter((record) => /^v=DMARC1\s*(;|$)/i.test(record))
  if (dmarc.length !== 1) {
    const how = dmarc.length === 0 ? 'has no DMARC record' : `has ${dmarc.length} DMARC records, which counts as none`
    return unwell(`${domain} ${how}.`, `Publish one TXT record at _dmarc.${domain}, for example "v=DMARC1; p=none".`)
  }
  const policy = /;\s*p\s*=\s*(none|quarantine|reject)\b/i.exec(dmarc[0] ?? '')?.[1]?.toLowerCase()
  if (policy === undefined) return unwell(`The DMARC record of ${domain} names no policy.`, 'Add p=none, p=quarantine or p=reject.')
  return well(`DMARC: ${domain} asks for ${POLICIES[policy]} (p=${policy}).`)
}

const POLICIES: Readonly<Record<string, string>> = {
  none: 'reports only on mail that passes neither SPF nor DKIM',
  quarantine: 'mail that passes neither SPF nor DKIM to be put aside',
  reject: 'mail that passes neither SPF nor DKIM to be refused',
}

/** White space inside a key means nothing. */
function keyIn(record: string): string {
  return (/(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1] ?? '').replaceAll(/\s+/g, '')
}

function away(what: string): Finding {
  return unwell(`The name server did not answer about ${what}.`, 'Check the name server of this machine, then look again.')
}
