/** Fields that several routes of identity share. */
import { z } from 'zod'
import { idOf, instantField } from '#kit/contract.ts'
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
  byGroup: z.string().nullable().meta({ description: 'The group of the sign-in provider that gives it; null: somebody gave it' }),
})

/** The one who is signed in, with what they may do; the browser draws navigation from `permissions`. */
export const meAnswer = z.object({
  id: idOf('person'),
  name: z.string(),
  email: z.string(),
  locale: z.string(),
  zone: z.string(),
  theme: themeField,
  density: densityField,
  version: z.number().int(),
  grants: z.array(grantAnswer),
  permissions: z.array(z.string()).meta({ description: 'Permissions held anywhere, sorted; a record may still be out of reach' }),
  secondFactor: z.object({
    state: z.enum(['not_needed', 'held', 'within_grace', 'overdue']).meta({
      description: 'Whether your organisation asks you for a second factor; while it is overdue you hold no permission in a browser',
    }),
    dueAt: instantField.nullable(),
  }),
  organisation: z.object({ id: idOf('organisation'), name: z.string(), zone: z.string() }),
})

const base64url = z
  .string()
  .regex(/^[\w-]+$/, 'must be base64url')
  .meta({ examples: ['dGVzdA'] })
/** A credential of a large authenticator with its attestation is about 5 kB. */
const blob = base64url.max(16_384)

const credential = {
  id: base64url.max(1_400),
  rawId: base64url.max(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['cross-platform', 'platform']).optional(),
  clientExtensionResults: z.looseObject({}).default({}),
}

/** `navigator.credentials.create()` as JSON (WebAuthn Level 3, RegistrationResponseJSON). */
export const creationAnswer = z.object({
  ...credential,
  response: z.looseObject({
    clientDataJSON: blob,
    attestationObject: blob,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
})
export type CreationAnswer = z.output<typeof creationAnswer>

/** `navigator.credentials.get()` as JSON (AuthenticationResponseJSON). */
export const assertionAnswer = z.object({
  ...credential,
  response: z.looseObject({
    clientDataJSON: blob,
    authenticatorData: blob,
    signature: blob,
    userHandle: base64url.max(100).optional(),
  }),
})
export type AssertionAnswer = z.output<typeof assertionAnswer>

/** What the browser's WebAuthn call takes, as JSON; its form is the standard's, not ours. */
export const passkeyOptions = z.looseObject({ challenge: z.string() }).meta({
  description: 'Options for navigator.credentials, as JSON (WebAuthn Level 3)',
})

/** Spaces are how apps show it. */
export const totpCodeField = z
  .string()
  .meta({ examples: ['123456'] })
  .transform((typed) => typed.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'must be the six digits that your app shows'))
export const recoveryCodeField = z.string().min(16, 'must be one of your recovery codes').max(40)

export const passkeyNameField = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100)
  .meta({ examples: ['Phone'] })

export const domainField = z
  .string()
  .trim()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i, 'must be a domain such as example.org')

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (cause) {
    if (cause instanceof RangeError) return false
    throw cause
  }
}
