/** Asks DNS about the sender's domain. Look-ups go to the machine's own name servers and are bounded in time. */
import { Resolver } from 'node:dns/promises'
import { codeOf } from '../pg/failures.ts'
import { domainOf } from './dkim.ts'
import { judgeDkim, judgeDmarc, judgeSpf, type Records } from './domain-records.ts'
import type { MailFinding } from './findings.ts'
import type { Dkim } from './mail.ts'

/** TXT records by name, each in its pieces; rejects as node:dns does. */
export type TxtLookup = (name: string) => Promise<readonly (readonly string[])[]>

const TIMEOUT_MS = 3_000
const TRIES = 2
/** c-ares' words for "there is no such record"; everything else is a name server that does not answer. */
const NONE = new Set(['ENODATA', 'ENOTFOUND'])

/** Through the machine's own name servers. */
export const lookUpTxt: TxtLookup = (name) => new Resolver({ timeout: TIMEOUT_MS, tries: TRIES }).resolveTxt(name)

/** SPF, DKIM when we sign, DMARC. */
export async function checkDomain(lookUp: TxtLookup, of: { readonly sender: string; readonly dkim: Dkim | null }): Promise<MailFinding[]> {
  const domain = domainOf(of.sender)
  const { dkim } = of
  const [spf, key, dmarc] = await Promise.all([
    records(lookUp, domain),
    dkim ? records(lookUp, dkim.recordName) : [],
    records(lookUp, `_dmarc.${domain}`),
  ])
  return [judgeSpf(domain, spf), ...(dkim ? [judgeDkim(dkim, key)] : []), judgeDmarc(domain, dmarc)]
}

async function records(lookUp: TxtLookup, name: string): Promise<Records> {
  try {
    return (await lookUp(name)).map((pieces) => pieces.join(''))
  } catch (error) {
    return NONE.has(codeOf(error)) ? [] : 'away'
  }
}
