/** The secret with which a tool signs; at rest it is sealed for this one source. */
import type { Platform } from '#platform/platform.ts'
import type { SourceRow } from '../store/sources.ts'

const contextOf = (id: string) => `alert source ${id}`

export function sealSigningSecret(secrets: Platform['secrets'], id: string, secret: string): Buffer {
  return Buffer.from(secrets.seal(Buffer.from(secret), contextOf(id)))
}

/** Null when signatures are not looked at. Throws when the secret cannot be opened any more. */
export function openSigningSecret(secrets: Platform['secrets'], { id, sealedSigningSecret }: SourceRow): Uint8Array | null {
  return sealedSigningSecret === null ? null : secrets.open(sealedSigningSecret, contextOf(id))
}
