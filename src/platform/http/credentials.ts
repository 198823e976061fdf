/** What a request brings to say who calls; core/identity turns it into a `Caller`. */
import type { Caller } from './handlers.ts'

export interface Credentials {
  /** Token of "Authorization: Bearer …"; null when there is none. When it is there, cookies do not count. */
  readonly bearer: string | null
  /** By plain name, without the `__Host-` that secure cookies have on the wire. */
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** Client address after TRUST_PROXY. */
  readonly address: string
  readonly userAgent: string
  /** True where the answer must be read anew, because it decides whether a dangerous act may happen now. */
  readonly anew?: boolean
}

/** Null when the credentials are missing, unknown, expired or withdrawn: the caller is then nobody in particular. */
export type Authenticate = (credentials: Credentials) => Promise<Caller | null>

const BEARER = /^Bearer ([\u0021-\u007E]{1,512})$/i
const BASIC = /^Basic ([A-Za-z0-9+/]{1,1024}={0,2})$/i

/** Token of "Authorization: Bearer …"; null when there is none. */
export function bearerIn(authorization: string | undefined): string | null {
  return BEARER.exec(authorization ?? '')?.[1] ?? null
}

/** A key as clients of other protocols send it: as a token, or as the password of "Authorization: Basic …". */
export function secretIn(authorization: string | undefined): string | null {
  const [, basic] = BASIC.exec(authorization ?? '') ?? []
  if (basic === undefined) return bearerIn(authorization)
  const pair = Buffer.from(basic, 'base64').toString()
  return pair.slice(pair.indexOf(':') + 1) || null
}
