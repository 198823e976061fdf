/** OpenID Connect: whom a provider's word lets in. */
import type { PersonState } from './changes.ts'

/** What the provider says about who signed in there; checked to be its own words. */
export interface ProviderClaims {
  readonly subject: string
  readonly email: string | null
  readonly emailVerified: boolean
  readonly name: string | null
  /** Empty where groups give no roles. */
  readonly groups: readonly string[] | 'withheld'
}

export interface ProviderRule {
  /** E-mail domains, lower case; empty: all. */
  readonly domains: readonly string[]
  /** Whether somebody without an account joins. */
  readonly joins: boolean
  /** Whether groups of the provider give roles. */
  readonly mapsGroups: boolean
}

/** Who is already here: by subject when they came before, else by the e-mail address. */
export interface KnownHere {
  readonly bySubject: PersonState | null
  readonly byEmail: PersonState | null
  /** Whether the account with this address belongs to another subject already. */
  readonly emailIsLinked: boolean
  /** Whether they hold a role once their groups count; asked only where groups give roles. */
  readonly holdsRole: boolean
}

/**
 * | reason | what happens |
 * |---|---|
 * | known_subject | they came this way before: in |
 * | known_email | their account has this verified address: linked, then in; who was invited has joined |
 * | joins | nobody has this address, and signing in makes an account |
 * | email_missing, email_unverified | the provider does not vouch for an address, so nobody is recognised by it |
 * | domain_not_allowed | the address is of another domain than those allowed |
 * | address_of_another | the address was given to somebody new at the provider; the account stays with who had it |
 * | no_account | nobody has this address, and accounts are made by invitation |
 * | account_not_active | the account is deactivated |
 * | groups_withheld | groups give roles, and the provider does not say which there are: nothing changes |
 * | no_group | groups give roles, none of theirs does, and nobody gave them one by hand |
 */
export type ProviderVerdict =
  | { readonly allowed: true; readonly reason: 'known_subject' | 'known_email' | 'joins' }
  | { readonly allowed: false; readonly reason: ProviderRefusal }
export type ProviderRefusal =
  | 'email_missing'
  | 'email_unverified'
  | 'domain_not_allowed'
  | 'address_of_another'
  | 'no_account'
  | 'account_not_active'
  | 'groups_withheld'
  | 'no_group'

export function judgeProviderSignIn(claims: ProviderClaims, rule: ProviderRule, known: KnownHere): ProviderVerdict {
  const obstacle = addressObstacle(claims, rule)
  // Who is known by subject needs no address, unless its domain decides.
  if (obstacle !== null && (known.bySubject === null || rule.domains.length > 0)) return { allowed: false, reason: obstacle }
  if ((known.bySubject ?? known.byEmail) === 'deactivated') return { allowed: false, reason: 'account_not_active' }
  if (known.bySubject === null && known.byEmail !== null && known.emailIsLinked) return { allowed: false, reason: 'address_of_another' }
  if (rule.mapsGroups && claims.groups === 'withheld') return { allowed: false, reason: 'groups_withheld' }
  return (known.bySubject ?? known.byEmail) === null ? judgeJoining(rule, known) : judgeReturning(rule, known)
}

function judgeReturning(rule: ProviderRule, known: KnownHere): ProviderVerdict {
  if (rule.mapsGroups && !known.holdsRole) return { allowed: false, reason: 'no_group' }
  return { allowed: true, reason: known.bySubject === null ? 'known_email' : 'known_subject' }
}

function judgeJoining(rule: ProviderRule, known: KnownHere): ProviderVerdict {
  if (rule.joins || (rule.mapsGroups && known.holdsRole)) return { allowed: true, reason: 'joins' }
  return { allowed: false, reason: rule.mapsGroups ? 'no_group' : 'no_account' }
}

function addressObstacle({ email, emailVerified }: ProviderClaims, { domains }: ProviderRule): ProviderRefusal | null {
  if (email === null) return 'email_missing'
  if (!emailVerified) return 'email_unverified'
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return domains.length === 0 || domains.includes(domain) ? null : 'domain_not_allowed'
}

export const providerRefusalWords: Readonly<Record<ProviderRefusal, string>> = {
  email_missing: 'The provider did not say your e-mail address. An owner can let it send the claim “email”.',
  email_unverified: 'The provider has not verified your e-mail address, so it opens no account here.',
  domain_not_allowed: 'Your e-mail address is of a domain that may not sign in here.',
  address_of_another: 'The account with your e-mail address belongs to somebody else at the provider. An owner can release it.',
  no_account: 'Nobody with your e-mail address has an account here. Ask an owner to invite you.',
  account_not_active: 'Your account is deactivated. An owner can reactivate it.',
  groups_withheld: 'You are in more groups than the provider names. Its administrator can let it send only the groups of this application.',
  no_group: 'None of your groups at the provider has a role here. Ask an owner which group you need.',
}
