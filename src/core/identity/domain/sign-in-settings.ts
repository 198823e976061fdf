/** Changing how people sign in. */
import type { Role } from './roles.ts'

export type IssuerVerdict = { readonly fits: true } | { readonly fits: false; readonly reason: 'no_address' | 'not_https' }

/** An issuer is asked over https; http is taken only of one on this very machine, for trying things out. */
export function judgeIssuer(text: string): IssuerVerdict {
  if (!URL.canParse(text)) return { fits: false, reason: 'no_address' }
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '' || !['https:', 'http:'].includes(protocol)) return { fits: false, reason: 'no_address' }
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  return protocol === 'https:' || isHere ? { fits: true } : { fits: false, reason: 'not_https' }
}

export const issuerWords = {
  no_address: 'must be the address of the issuer, such as https://login.example.org',
  not_https: 'must begin with https',
} as const

/** Roles that somebody can join with: an owner is made by an owner, and a contact needs a client. */
export type JoinRole = Exclude<Role, 'owner' | 'client_contact'>
