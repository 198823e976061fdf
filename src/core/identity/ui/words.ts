/** Identity's closed lists in the reader's language. */
import { i18n } from '@lingui/core'
import type { PasswordJudgement } from '#design/field/new-password-field.tsx'
import type { Tone } from '#design/state-label/state-label.tsx'
import { deviceName } from '../domain/device.ts'
import { judgePassword, PASSWORD_LENGTH_MIN, type PasswordReason } from '../domain/password.ts'
import type { Role } from '../domain/roles.ts'
import type { SecondFactor } from '../domain/second-factor.ts'
import type { SignInMethod, SignInRefusal } from '../domain/sign-in.ts'
import type { Person } from './client.ts'

export function roleTitle(role: Role): string {
  const titles: Readonly<Record<Role, string>> = {
    // Not the owner of a thing, for whom German has another word.
    owner: i18n.t({ id: 'Owner (role)', message: 'Owner' }),
    technical_lead: i18n.t('Technical lead'),
    support_engineer: i18n.t('Support engineer'),
    user_support: i18n.t('User support specialist'),
    qa: i18n.t('QA specialist'),
    developer: i18n.t('Developer'),
    project_manager: i18n.t('Project manager'),
    client_contact: i18n.t('Client contact'),
  }
  return titles[role]
}

export function roleComesFor(role: Role): string {
  const words: Readonly<Record<Role, string>> = {
    owner: i18n.t('The installation itself: people, keys, settings.'),
    technical_lead: i18n.t('Architecture, major incidents, release decisions.'),
    support_engineer: i18n.t('Bugs, performance, security updates, on-call.'),
    user_support: i18n.t('Answers users, keeps articles and guides, trains.'),
    qa: i18n.t('Tests updates and validates fixes.'),
    developer: i18n.t('The third support tier: fixes and features.'),
    project_manager: i18n.t('Plan, sign-off, status reports, clients.'),
    client_contact: i18n.t('Approves updates and reads reports of their own applications.'),
  }
  return words[role]
}

export function personState(state: Person['state']): { readonly tone: Tone; readonly words: string } {
  if (state === 'active') return { tone: 'good', words: i18n.t('Active') }
  if (state === 'invited') return { tone: 'unknown', words: i18n.t('Invited') }
  return { tone: 'off', words: i18n.t('Deactivated') }
}

/** From here on guessing is hopeless even for somebody who holds the hashes. */
const STRONG_FROM_SIGNS = 16

/** `names`: e-mail address and organisation, which an attacker knows. */
export function passwordWords(password: string, names: readonly string[]): PasswordJudgement {
  const verdict = judgePassword(password, names)
  if (!verdict.accepted) {
    const reasons: Readonly<Record<PasswordReason, string>> = {
      too_short: i18n.t('Too short: at least {count} characters', { count: PASSWORD_LENGTH_MIN }),
      too_long: i18n.t('Too long'),
      too_common: i18n.t('One of the passwords that attackers try first'),
      one_sign_repeated: i18n.t('Repeats one or two signs only'),
      holds_own_name: i18n.t('Little more than your e-mail address or your organisation'),
    }
    return { tone: 'major', words: reasons[verdict.reason] }
  }
  return [...password].length >= STRONG_FROM_SIGNS
    ? { tone: 'good', words: i18n.t('Strong') }
    : { tone: 'good', words: i18n.t('Good; longer is better') }
}

/** A browser and a system, as far as its own description tells. */
export function deviceWords(userAgent: string): string {
  return deviceName(userAgent) ?? i18n.t('Unknown browser')
}

export function methodWords(method: SignInMethod): string {
  const words: Readonly<Record<SignInMethod, string>> = {
    password: i18n.t('Password'),
    passkey: i18n.t('Passkey'),
    oidc: i18n.t('Provider'),
    invitation: i18n.t('Invitation'),
    password_reset: i18n.t('Link for a new password'),
    set_up: i18n.t('Set-up'),
  }
  return words[method]
}

export function secondFactorWords(factor: SecondFactor): string {
  const words: Readonly<Record<SecondFactor, string>> = {
    totp: i18n.t('code'),
    passkey: i18n.t('passkey'),
    recovery_code: i18n.t('recovery code'),
  }
  return words[factor]
}

export function refusalWords(reason: SignInRefusal): string {
  const words: Readonly<Record<SignInRefusal, string>> = {
    wrong_password: i18n.t('Wrong password'),
    wrong_second_factor: i18n.t('Wrong second factor'),
    passkey_refused: i18n.t('Passkey did not hold'),
    provider_only: i18n.t('Must use the provider'),
    provider_refused: i18n.t('Provider’s sign-in did not hold'),
  }
  return words[reason]
}
