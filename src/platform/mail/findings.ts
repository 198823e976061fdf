/**
 * What Pitcrew finds out about how mail leaves, each with its key, so that a console says it in its reader's language. Pure.
 * `mend` is null when all is well.
 */
import type { Finding } from '../finding.ts'

export interface MailFinding extends Finding {
  readonly kind: MailFindingKind
  /** What the sentence names. */
  readonly particulars: Readonly<Record<string, string | number>>
}

const SETTINGS_RECORD = 'Publish the record that the mail settings show.'
const NAME_SERVER = 'Check the name server of this machine, then look again.'
const ONE_DMARC = 'Publish one TXT record at _dmarc.{domain}, for example "v=DMARC1; p=none".'
const LOST = 'mail that passes neither SPF nor DKIM'

/** By key: how it stands, and what to do about it. */
export const MAIL_FINDINGS = {
  'relay.missing': ['No relay is configured.', 'Name one in the mail settings.'],
  'relay.answers': ['The relay {host} answers and lets us in.', null],
  'relay.refuses': ['The relay {host} does not take mail: {answer}', 'Check its address, protection and sign-in in the mail settings.'],
  'spf.away': ['The name server did not answer about SPF of {domain}.', NAME_SERVER],
  'spf.missing': [
    '{domain} has no SPF record.',
    'Publish a TXT record such as "v=spf1 include:relay.example ~all"; your relay’s operator names it.',
  ],
  'spf.several': ['{domain} has {count} SPF records, which counts as none.', 'Put them into one.'],
  'spf.open': ['The SPF record of {domain} lets everybody send.', 'End it with ~all or -all.'],
  'spf.says': ['SPF: {domain} says who may send for it ({record}).', null],
  'dkim.away': ['The name server did not answer about DKIM of {domain}.', NAME_SERVER],
  'dkim.missing': [
    'No key is published at {name}.',
    'Publish the record that the mail settings show; signatures cannot be checked without.',
  ],
  'dkim.withdrawn': ['The key at {name} is withdrawn.', SETTINGS_RECORD],
  'dkim.other': ['The key at {name} is not the one that Pitcrew signs with.', 'Replace it by the record that the mail settings show.'],
  'dkim.ours': ['DKIM: the key at {name} is ours.', null],
  'dmarc.away': ['The name server did not answer about DMARC of {domain}.', NAME_SERVER],
  'dmarc.missing': ['{domain} has no DMARC record.', ONE_DMARC],
  'dmarc.several': ['{domain} has {count} DMARC records, which counts as none.', ONE_DMARC],
  'dmarc.silent': ['The DMARC record of {domain} names no policy.', 'Add p=none, p=quarantine or p=reject.'],
  'dmarc.none': [`DMARC: {domain} asks for reports only on ${LOST} (p=none).`, null],
  'dmarc.quarantine': [`DMARC: {domain} asks for ${LOST} to be put aside (p=quarantine).`, null],
  'dmarc.reject': [`DMARC: {domain} asks for ${LOST} to be refused (p=reject).`, null],
} as const satisfies Readonly<Record<string, readonly [sentence: string, mend: string | null]>>

export type MailFindingKind = keyof typeof MAIL_FINDINGS

/** In English, with the values in their places. */
export function mailFinding(kind: MailFindingKind, particulars: MailFinding['particulars'] = {}): MailFinding {
  const [sentence, mend] = MAIL_FINDINGS[kind]
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(particulars[name] ?? ''))
  return { ok: mend === null, kind, particulars, sentence: filled(sentence), mend: mend === null ? null : filled(mend) }
}
