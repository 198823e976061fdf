/** Ids in addresses that only this installation can have made: an address that was guessed opens nothing. */
import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/secrets/secrets.ts'

/** Half of the digest is more than anybody guesses, and keeps the address in one line of a mail. */
const SIGNATURE_BYTES = 16

/** `body` without a dot at its end. */
export function signedText(secrets: Pick<Secrets, 'sign'>, purpose: string, body: string): string {
  return `${body}.${signature(secrets, purpose, body).toString('base64url')}`
}

/** Undefined when it was not made here for this purpose. */
export function readSignedText(secrets: Pick<Secrets, 'sign'>, purpose: string, text: string): string | undefined {
  const end = text.lastIndexOf('.')
  const body = text.slice(0, Math.max(0, end))
  const [given, expected] = [Buffer.from(text.slice(end + 1), 'base64url'), signature(secrets, purpose, body)]
  return given.length === expected.length && timingSafeEqual(given, expected) ? body : undefined
}

function signature(secrets: Pick<Secrets, 'sign'>, purpose: string, body: string): Buffer {
  return Buffer.from(secrets.sign(purpose, Buffer.from(body))).subarray(0, SIGNATURE_BYTES)
}
