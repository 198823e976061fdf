/** The one secret that a check may hold: a password, or the value of an Authorization header. Bound to its check. */
import type { Secrets } from '#platform/secrets/secrets.ts'

const contextOf = (checkId: string): string => `checks.secret:${checkId}`

export function sealSecret(secrets: Secrets, checkId: string, secret: string | null): Buffer | null {
  return secret === null ? null : Buffer.from(secrets.seal(Buffer.from(secret), contextOf(checkId)))
}

export function openSecret(secrets: Secrets, checkId: string, sealed: Uint8Array | null): string | null {
  return sealed === null ? null : Buffer.from(secrets.open(sealed, contextOf(checkId))).toString()
}
