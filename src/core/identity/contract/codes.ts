/** Faults of identity. The words never tell whether an e-mail address has an account. */
import { defineCodes } from '#kit/fault.ts'

export const identityCodes = defineCodes('identity', {
  sign_in_refused: {
    status: 401,
    retryable: false,
    title: 'This e-mail address and password do not fit together.',
    help: 'Check both. An owner can make a link with which you choose a new password.',
  },
  sign_in_slowed: {
    status: 429,
    retryable: true,
    title: 'Too many failed attempts to sign in.',
    help: 'Wait as long as Retry-After says; each further failure doubles the wait, up to 15 minutes.',
  },
  hashing_busy: {
    status: 503,
    retryable: true,
    title: 'Too many people are signing in at this moment.',
    help: 'Try again after Retry-After seconds.',
  },
  password_refused: {
    status: 422,
    retryable: false,
    title: 'This password is too easy to guess.',
    help: 'Use at least 10 characters that are not a common password, your e-mail address or the name of your organisation.',
  },
  password_wrong: {
    status: 422,
    retryable: false,
    title: 'The present password is not right.',
    help: 'Type the password with which you signed in. If you forgot it, an owner can make a link for a new one.',
  },
  link_spent: {
    status: 410,
    retryable: false,
    title: 'This link was used, withdrawn or has expired.',
    help: 'Ask the person who sent it for a new one.',
  },
  already_member: {
    status: 409,
    retryable: false,
    title: 'Somebody with this e-mail address already has an account.',
    help: 'Find them in the list of people and change their roles there.',
  },
  last_owner: {
    status: 409,
    retryable: false,
    title: 'This would leave the organisation without an owner.',
    help: 'Make somebody else an owner first.',
  },
  beyond_own_rights: {
    status: 403,
    retryable: false,
    title: 'You cannot give away rights that you do not have yourself.',
    help: 'Ask somebody whose roles hold these permissions.',
  },
  grant_misshapen: {
    status: 422,
    retryable: false,
    title: 'This role cannot be held like that.',
    help: 'An owner is an owner of everything; a client contact needs a client.',
  },
  state_unfit: {
    status: 409,
    retryable: false,
    title: 'The account is not in a state that allows this.',
    help: 'Read the account again: it may have been deactivated, reactivated or joined in the meantime.',
  },
  too_many: {
    status: 409,
    retryable: false,
    title: 'There are already as many of these as one person may have.',
    help: 'Remove one that is no longer needed; the message names the limit.',
  },
  session_needed: {
    status: 403,
    retryable: false,
    title: 'This is done by a person in the browser, not with an API key.',
    help: 'Sign in and repeat it there.',
  },
})
