/** All routes of identity, and the console's paths that its links lead to. */
import { accountContract } from './account.ts'
import { organisationContract } from './organisation.ts'
import { peopleContract } from './people.ts'
import { securityContract } from './security.ts'
import { signInContract } from './sign-in.ts'
import { signInSettingsContract } from './sign-in-settings.ts'

export const identityContract = {
  ...signInContract,
  ...accountContract,
  ...securityContract,
  ...peopleContract,
  ...organisationContract,
  ...signInSettingsContract,
}

/** Name of the session cookie. */
export const SESSION_COOKIE = 'pitcrew_session'
/** Name of the cookie by which a browser that was signed in before is known again, also after signing out. */
export const DEVICE_COOKIE = 'pitcrew_device'
/** Name of the cookie that knows a browser again when a provider sends it back. */
export const PROVIDER_COOKIE = 'pitcrew_provider'

/**
 * Paths in the console of links that are handed to people. The token stands in the fragment, which browsers send to nobody:
 * no proxy, no log and no Referer header ever sees it.
 */
export const linkPaths = {
  invitation: (token: string) => `/invitation#${token}`,
  passwordReset: (token: string) => `/password-reset#${token}`,
  /** Where an OpenID Connect provider sends browsers back to. */
  providerReturn: '/sign-in/return',
}
