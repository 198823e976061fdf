/** How a connection to a watched database is encrypted, as Node's TLS wants to hear it. */
import type { Target } from '../domain/target.ts'

/** False: not at all. */
export function tlsOptions({
  tls,
  tlsAuthority,
}: Pick<Target, 'tls' | 'tlsAuthority'>): false | { rejectUnauthorized: boolean; ca?: string } {
  if (tls === 'off') return false
  return { rejectUnauthorized: tls === 'verified', ...(tlsAuthority === null ? {} : { ca: tlsAuthority }) }
}
