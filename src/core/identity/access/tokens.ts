/**
 * Tokens of cookies, links and API keys: 192 random bits as hexadecimal text. Stores keep their SHA-256 only; a fast hash is
 * enough, because nobody guesses 192 bits.
 */
import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 24

/** What API keys begin with, so that secret scanners and people recognise them. */
export const API_KEY_START = 'pck_'
/** Characters of an API key that lists show: enough to tell keys apart, far too few to guess the rest. */
const PREFIX_LENGTH = API_KEY_START.length + 8

/** 48 hexadecimal characters. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex')
}

/** Whether a text has the form of one; not whether it stands for anything. */
export function isToken(text: string): boolean {
  return /^[0-9a-f]{48}$/.test(text)
}

export function newApiKeySecret(): { secret: string; prefix: string } {
  const secret = `${API_KEY_START}${newToken()}`
  return { secret, prefix: secret.slice(0, PREFIX_LENGTH) }
}

/** 32 bytes. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
