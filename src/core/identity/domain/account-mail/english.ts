/** The account mails in English. */
import type { Phrases, Place } from './phrases.ts'

const SIGNED_IN = 'You get this because it concerns how your account is signed in to. It cannot be switched off.'
const NOT_YOU = 'If it was not you, choose a new password, end your other sessions and tell an owner.'
const LOOK = 'Look at your account'

const factorWords = (factor: 'totp' | 'passkey', name: string | null): string =>
  factor === 'totp' ? 'authenticator app' : name === null ? 'passkey' : `passkey “${name}”`
const from = ({ device, address }: Place): string => `${device ?? 'an unknown browser'}, network address ${address}`

export const english: Phrases = {
  invitation: ({ inviter, until }, { organisation, when }) => ({
    title: `Join ${organisation} on Pitcrew`,
    paragraphs: [
      inviter === null
        ? `You are invited to work with ${organisation} on Pitcrew.`
        : `${inviter} invites you to ${organisation} on Pitcrew.`,
      `The link works once, until ${when(until)}.`,
    ],
    action: 'Accept the invitation',
    why: `You get this because somebody at ${organisation} invited this address.`,
  }),
  password_forgotten: ({ minutes }, { organisation }) => ({
    title: `Choose a new password for ${organisation}`,
    paragraphs: [
      'Somebody, probably you, said at the sign-in page that the password of your account is forgotten.',
      `The link works once and for ${minutes} minutes. With it you choose a new password; your sessions everywhere end then.`,
      'If you did not ask for it, there is nothing to do: without the link nobody gets in.',
    ],
    action: 'Choose a new password',
    why: 'You get this because somebody asked for a new password with this address.',
  }),
  password_offered: ({ by, until }, { organisation, when }) => ({
    title: `Choose a new password for ${organisation}`,
    paragraphs: [
      `${by ?? 'An owner'} made a link with which you choose a new password. Your sessions everywhere end then.`,
      `It works once, until ${when(until)}.`,
    ],
    action: 'Choose a new password',
    why: 'You get this because somebody who looks after people here made you a link for a new password.',
  }),
  password_changed: ({ by }) => ({
    title: 'Your password was changed',
    paragraphs: [
      by === 'self'
        ? 'The password of your account was changed from a signed-in browser.'
        : 'The password of your account was changed with a one-time link.',
      NOT_YOU,
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  locked: ({ failures, until, place }, { when }) => ({
    title: 'Your account is locked for a while',
    paragraphs: [
      `After ${failures} failed attempts in a row nobody can sign in with your password until ${when(until)}. The last attempt came from ${from(place)}.`,
      'Sessions that are open go on, and a passkey still signs you in. An owner can end the lock sooner.',
      'If it was not you, somebody is guessing: a second factor keeps them out even with the right password.',
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  new_device: (place) => ({
    title: 'Sign-in from a new device',
    paragraphs: [`Your account was signed in to from a browser that has not been used before: ${from(place)}.`, NOT_YOU],
    action: LOOK,
    why: SIGNED_IN,
  }),
  factor_added: ({ factor, name }) => ({
    title: 'A second factor was added to your account',
    paragraphs: [`Your account has a new ${factorWords(factor, name)}.`, NOT_YOU],
    action: LOOK,
    why: SIGNED_IN,
  }),
  factor_removed: ({ factor, name }) => ({
    title: 'A second factor was removed from your account',
    paragraphs: [`Your account no longer has the ${factorWords(factor, name)}.`, NOT_YOU],
    action: LOOK,
    why: SIGNED_IN,
  }),
  factors_reset: ({ by }) => ({
    title: 'Your second factors were removed',
    paragraphs: [
      `${by ?? 'An owner'} removed every second factor of your account. Your password alone signs in now; set one up again soon.`,
      'If you did not ask for it, tell an owner.',
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  recovery_code_used: ({ left, place }) => ({
    title: 'A recovery code of your account was used',
    paragraphs: [
      `It signed in from ${from(place)}. ${left === 0 ? 'It was the last one: make new ones.' : left === 1 ? 'One is left.' : `${left} are left.`}`,
      NOT_YOU,
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  email_changed: ({ from: former, to, by }) => ({
    title: 'The address of your account was changed',
    paragraphs: [
      `${by ?? 'An owner'} changed the address with which you sign in from ${former} to ${to}. Mail goes there from now on.`,
      'If that is not right, tell an owner.',
    ],
    action: null,
    why: 'You get this because your account had or has this address.',
  }),
}
