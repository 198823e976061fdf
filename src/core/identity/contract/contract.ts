/** All routes of identity, and the console's paths that its links lead to. */
import { accountContract } from './account.ts'
import { organisationContract } from './organisation.ts'
import { peopleContract } from './people.ts'

export const identityContract = { ...accountContract, ...peopleContract, ...organisationContract }

/** Name of the session cookie. */
export const SESSION_COOKIE = 'pitcrew_session'

/**
 * Paths in the console of links that are handed to people. The token stands in the fragment, which browsers send to nobody:
 * no proxy, no log and no Referer header ever sees it.
 */
export const linkPaths = {
  invitation: (token: string) => `/invitation#${token}`,
  passwordReset: (token: string) => `/password-reset#${token}`,
}
