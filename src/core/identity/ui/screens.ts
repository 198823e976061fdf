/** Addresses of identity's pages. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'
import type { Role } from '../domain/roles.ts'

export const roles = [
  'owner',
  'technical_lead',
  'support_engineer',
  'user_support',
  'qa',
  'developer',
  'project_manager',
  'client_contact',
] as const satisfies readonly Role[]
export const personStates = ['active', 'invited', 'deactivated'] as const

export const signInScreen = screen('/sign-in', (raw) => ({ return: text(raw['return']) }))
/** Where a provider sends browsers back to; the contract has the same path. */
export const providerReturnScreen = screen('/sign-in/return')
export const invitationScreen = screen('/invitation')
/** Asks for a link for a new password. */
export const forgottenPasswordScreen = screen('/forgotten-password')
export const passwordResetScreen = screen('/password-reset')

export const peopleScreen = screen('/people', (raw) => ({
  q: text(raw['q']),
  role: oneOf(raw['role'], roles),
  state: oneOf(raw['state'], personStates),
  /** Opens the invitation dialog. */
  invite: oneOf(raw['invite'], ['yes']),
}))
export const personScreen = screen('/people/$person')
export const invitationsScreen = screen('/people/invitations')

export const signInsScreen = screen('/people/sign-ins', (raw) => ({
  result: oneOf(raw['result'], ['signed_in', 'refused']),
  person: text(raw['person']),
}))

export const profileScreen = screen('/profile')
export const securityScreen = screen('/profile/security')
export const reachedScreen = screen('/profile/channels')

export const organisationScreen = screen('/settings')
export const keysScreen = screen('/settings/keys', (raw) => ({ make: oneOf(raw['make'], ['yes']) }))
export const signInSettingsScreen = screen('/settings/sign-in')
export const rolesScreen = screen('/settings/roles')
