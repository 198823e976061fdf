/** Ways of signing in, and which of them are open to whom. */
import type { Role } from './roles.ts'

export const SIGN_IN_METHODS = ['password', 'passkey', 'oidc', 'invitation', 'password_reset', 'set_up'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

/** Why somebody with an account was not let in. */
export const SIGN_IN_REFUSALS = ['wrong_password', 'wrong_second_factor', 'passkey_refused', 'provider_only', 'provider_refused'] as const
export type SignInRefusal = (typeof SIGN_IN_REFUSALS)[number]

export type WayVerdict =
  | { readonly open: true; readonly reason: 'ways_are_free' | 'owner' }
  | { readonly open: false; readonly reason: 'provider_only' }

/** Whether somebody with these roles may sign in by password or passkey. Owners always may: a provider that is away must not lock everybody out. */
export function judgeOwnWay({ oidcOnly }: { readonly oidcOnly: boolean }, roles: readonly Role[]): WayVerdict {
  if (!oidcOnly) return { open: true, reason: 'ways_are_free' }
  return roles.includes('owner') ? { open: true, reason: 'owner' } : { open: false, reason: 'provider_only' }
}
