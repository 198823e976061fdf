/**
 * What happens to people and to what they sign in with. The record is always the person, so that one timeline tells
 * everything about an account; only the organisation's own events have the organisation. Ids are UUIDs. Names, e-mail and
 * network addresses are personal: they are stored under that person's key and turn null when the person is erased.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const name = z.string().nullable()
const email = z.string().nullable()
const address = z.string().nullable()
const role = z.string()
/** The browser's own description, which names the device well enough to recognise it. */
const device = z.string().nullable().optional()
const secondFactor = z.enum(['totp', 'passkey', 'recovery_code'])
const place = { clientId: z.uuid().nullable(), applicationId: z.uuid().nullable() }

export const organisationFounded = defineEvent('organisation.founded', {
  sentence: 'set Pitcrew up for {name}',
  particulars: z.object({ name: z.string(), zone: z.string() }),
})

export const organisationChanged = defineEvent('organisation.changed', {
  sentence: 'changed the organisation',
  particulars: z.object({ name: z.string().optional(), zone: z.string().optional() }),
})

export const personInvited = defineEvent('person.invited', {
  sentence: 'invited {email}',
  particulars: z.object({ invitationId: z.uuid(), email, name }),
  personal: ['email', 'name'],
})

export const invitationRevoked = defineEvent('invitation.revoked', {
  sentence: 'withdrew the invitation',
  particulars: z.object({ invitationId: z.uuid() }),
})

export const personJoined = defineEvent('person.joined', {
  sentence: 'joined',
  particulars: z.object({ by: z.enum(['invitation', 'set_up', 'oidc']), email, name }),
  personal: ['email', 'name'],
})

/** Holds only what changed; settings of appearance are named, since nobody but their owner needs the values. */
export const personChanged = defineEvent('person.changed', {
  sentence: 'changed {changed} of an account',
  particulars: z.object({
    changed: z.array(z.enum(['name', 'email', 'locale', 'zone', 'theme', 'density'])),
    name: name.optional(),
    email: email.optional(),
  }),
  personal: ['name', 'email'],
})

export const personDeactivated = defineEvent('person.deactivated', { sentence: 'deactivated an account', particulars: z.object({}) })

export const personReactivated = defineEvent('person.reactivated', { sentence: 'reactivated an account', particulars: z.object({}) })

/** Everything else that the log holds about them turned unreadable with it. */
export const personErased = defineEvent('person.erased', { sentence: 'erased an account', particulars: z.object({}) })

export const personSignedIn = defineEvent('person.signed_in', {
  sentence: 'signed in',
  particulars: z.object({
    sessionId: z.uuid(),
    by: z.enum(['password', 'passkey', 'oidc', 'invitation', 'password_reset', 'set_up']),
    secondFactor: secondFactor.nullable().optional(),
    address,
    device,
  }),
  personal: ['address', 'device'],
})

/**
 * A failed attempt at an account that exists, with its reason. At most about a hundred a day and account, however many addresses join in,
 * because attempts that the throttle holds back are counted in a metric and not told here.
 */
export const signInFailed = defineEvent('person.sign_in_failed', {
  sentence: 'failed to sign in, {failures} times in a row',
  particulars: z.object({
    failures: z.number().int(),
    reason: z.enum(['wrong_password', 'wrong_second_factor', 'passkey_refused', 'provider_only', 'provider_refused']).optional(),
    address,
    device,
  }),
  personal: ['address', 'device'],
})

/** Failures reached the number from which each further one doubles the wait; told once in a row of failures. */
export const signInSlowed = defineEvent('person.sign_in_slowed', {
  sentence: 'must wait before further attempts to sign in, after {failures} failures',
  particulars: z.object({ failures: z.number().int() }),
})

/** Failures reached the number from which each further one costs the longest wait; told once in a row of failures. */
export const signInLocked = defineEvent('person.sign_in_locked', {
  sentence: 'was locked out after {failures} failed attempts to sign in',
  particulars: z.object({ failures: z.number().int(), until: z.iso.datetime() }),
})

export const signInUnlocked = defineEvent('person.sign_in_unlocked', {
  sentence: 'ended the lock of an account',
  particulars: z.object({}),
})

/** Passkeys carry the name that their person gave them. */
export const secondFactorAdded = defineEvent('person.second_factor_added', {
  sentence: 'set a second factor up: {factor}',
  particulars: z.object({ factor: z.enum(['totp', 'passkey']), name }),
  personal: ['name'],
})

export const secondFactorRemoved = defineEvent('person.second_factor_removed', {
  sentence: 'removed a second factor: {factor}',
  particulars: z.object({ factor: z.enum(['totp', 'passkey']), name }),
  personal: ['name'],
})

/** By somebody who may change people, for who lost them all. */
export const secondFactorsReset = defineEvent('person.second_factors_reset', {
  sentence: 'removed all second factors of an account',
  particulars: z.object({}),
})

export const recoveryCodesMade = defineEvent('person.recovery_codes_made', {
  sentence: 'made new recovery codes; earlier ones stopped working',
  particulars: z.object({}),
})

/** At first use; from then on the provider's word is enough. */
export const identityLinked = defineEvent('person.identity_linked', {
  sentence: 'was recognised by {issuer}',
  particulars: z.object({ issuer: z.string(), subject: z.string().nullable() }),
  personal: ['subject'],
})

export const signInSettingsChanged = defineEvent('organisation.sign_in_changed', {
  sentence: 'changed how people sign in: {changed}',
  particulars: z.object({ changed: z.array(z.enum(['second_factor', 'provider', 'joining', 'provider_only', 'groups'])) }),
})

export const sessionEnded = defineEvent('session.ended', {
  sentence: 'ended a session',
  particulars: z.object({ sessionId: z.uuid(), why: z.enum(['signed_out', 'revoked']) }),
})

export const otherSessionsEnded = defineEvent('person.other_sessions_ended', {
  sentence: 'ended all other sessions: {count}',
  particulars: z.object({ count: z.number().int() }),
})

export const passwordChanged = defineEvent('person.password_changed', {
  sentence: 'changed the password; other sessions ended',
  particulars: z.object({ by: z.enum(['self', 'reset_link']) }),
})

export const passwordResetOffered = defineEvent('person.password_reset_offered', {
  sentence: 'made a link for choosing a new password',
  particulars: z.object({}),
})

export const roleGranted = defineEvent('role.granted', {
  sentence: 'gave the role {role}',
  particulars: z.object({ grantId: z.uuid(), role, ...place }),
})

export const roleRevoked = defineEvent('role.revoked', {
  sentence: 'took the role {role} away',
  particulars: z.object({ grantId: z.uuid(), role, ...place }),
})

/** At a sign-in; the person is the actor, since nobody else takes part. */
export const roleGivenByGroup = defineEvent('role.given_by_group', {
  sentence: 'has the role {role} through the group {group}',
  particulars: z.object({ grantId: z.uuid(), role, ...place, group: z.string() }),
})

export const roleTakenByGroup = defineEvent('role.taken_by_group', {
  sentence: 'lost the role {role}, which the group {group} gave',
  particulars: z.object({ grantId: z.uuid(), role, ...place, group: z.string() }),
})

export const ownerKeptDespiteGroups = defineEvent('role.owner_kept_despite_groups', {
  sentence: 'stays an owner without the group {group}, because nobody else is one',
  particulars: z.object({ grantId: z.uuid(), group: z.string() }),
})

export const apiKeyCreated = defineEvent('api_key.created', {
  sentence: 'made the API key {name}',
  particulars: z.object({ apiKeyId: z.uuid(), name, scopes: z.array(z.string()) }),
  personal: ['name'],
})

export const apiKeyRevoked = defineEvent('api_key.revoked', {
  sentence: 'revoked the API key {name}',
  particulars: z.object({ apiKeyId: z.uuid(), name }),
  personal: ['name'],
})

/** They may see a restricted record from now on. Nobody else's business: it is told where they may see it too. */
export const personAdmitted = defineEvent('person.admitted', {
  sentence: 'opened something restricted to them',
  particulars: z.object({ recordId: z.uuid() }),
})
export const personDismissed = defineEvent('person.dismissed', {
  sentence: 'closed something restricted to them',
  particulars: z.object({ recordId: z.uuid() }),
})

/** Events after which rights or sessions of a person may be less than before. */
export const accessEvents = [
  personDeactivated,
  personReactivated,
  personErased,
  sessionEnded,
  otherSessionsEnded,
  passwordChanged,
  secondFactorAdded,
  secondFactorRemoved,
  secondFactorsReset,
  roleGranted,
  roleRevoked,
  roleGivenByGroup,
  roleTakenByGroup,
  personAdmitted,
  personDismissed,
  apiKeyRevoked,
] as const

/** For `module.ts`: every kind of event that identity publishes. */
export const identityEvents = [
  organisationFounded,
  organisationChanged,
  personInvited,
  invitationRevoked,
  personJoined,
  personChanged,
  personDeactivated,
  personReactivated,
  personErased,
  personSignedIn,
  signInFailed,
  signInSlowed,
  signInLocked,
  signInUnlocked,
  sessionEnded,
  otherSessionsEnded,
  secondFactorAdded,
  secondFactorRemoved,
  secondFactorsReset,
  recoveryCodesMade,
  identityLinked,
  signInSettingsChanged,
  passwordChanged,
  passwordResetOffered,
  roleGranted,
  roleRevoked,
  roleGivenByGroup,
  roleTakenByGroup,
  ownerKeptDespiteGroups,
  personAdmitted,
  personDismissed,
  apiKeyCreated,
  apiKeyRevoked,
] as const
