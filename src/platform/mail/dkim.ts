/** The key that outgoing mail is signed with (RFC 6376), and the DNS record that lets others check it. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { toIso, type Instant } from '#kit/time.ts'
import type { Dkim } from './mail.ts'

/** What receivers check is RSA; Ed25519 (RFC 8463) is still ignored by the large ones. 2048 bits fit one DNS answer. */
const KEY_BITS = 2048

/** A new private key as PKCS#8 PEM. */
export function makeDkimKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: KEY_BITS })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Names a key by the day on which it was made, so that a later one can stand beside it in DNS. */
export function selectorFor(at: Instant): string {
  return `pitcrew${toIso(at).slice(0, 10).replaceAll('-', '')}`
}

/** What is to be published for the key. */
export function dkimRecord(privateKey: string, { selector, sender }: { selector: string; sender: string }): Dkim {
  const domain = domainOf(sender)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  return { domain, selector, recordName: `${selector}._domainkey.${domain}`, recordValue: `v=DKIM1; k=rsa; p=${publicKey}` }
}

/** Of an address, lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
