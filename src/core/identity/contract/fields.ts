/** Fields that several routes of identity share. */
import { z } from 'zod'
import { idOf } from '#kit/contract.ts'
import { ROLES } from '../domain/roles.ts'
import { PASSWORD_LENGTH_MAX } from '../domain/password.ts'

/** Longest address that mail can reach (RFC 5321 §4.5.3.1.3 less the brackets). */
export const EMAIL_LENGTH_MAX = 254
export const NAME_LENGTH_MAX = 200
/** Far above any real team's need; keeps one person's rights a small read. */
export const GRANTS_PER_PERSON_MAX = 100

export const emailField = z
  .email('must be an e-mail address such as olivia@example.org')
  .max(EMAIL_LENGTH_MAX)
  .meta({ description: 'E-mail address; compared without regard to case', examples: ['olivia@example.org'] })

export const nameField = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(NAME_LENGTH_MAX)
  .meta({ examples: ['Olivia Owner'] })

/** Any text is taken here; the rule for new passwords answers with its own reasons. */
export const passwordField = z
  .string()
  .min(1, 'must not be empty')
  .max(PASSWORD_LENGTH_MAX, `must have at most ${PASSWORD_LENGTH_MAX} characters`)

/** Tokens are 48 hexadecimal characters; anything of another shape is refused before a look-up. */
export const tokenField = z
  .string()
  .regex(/^[0-9a-f]{48}$/, 'must be the token of the link')
  .meta({ examples: ['0123456789abcdef0123456789abcdef0123456789abcdef'] })

export const zoneField = z
  .string()
  .max(64)
  .refine(isZone, 'must be an IANA time zone such as Europe/Berlin')
  .meta({ description: 'IANA time zone', examples: ['Europe/Berlin'] })

export const localeField = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'must be a language tag such as en or de-AT')
  .meta({ description: 'BCP 47 language tag', examples: ['en'] })

export const themeField = z.enum(['system', 'light', 'dark'])
export const densityField = z.enum(['comfortable', 'compact'])
export const personState = z.enum(['invited', 'active', 'deactivated'])

export const roleField = z.enum(ROLES)

/** A role as it is given: everywhere, or for one client, one application. */
export const grantBody = z.object({
  role: roleField,
  clientId: idOf('client').nullable().default(null),
  applicationId: idOf('application').nullable().default(null),
})

export const grantAnswer = z.object({
  id: idOf('role_grant'),
  role: roleField,
  clientId: idOf('client').nullable(),
  applicationId: idOf('application').nullable(),
})

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (cause) {
    if (cause instanceof RangeError) return false
    throw cause
  }
}
