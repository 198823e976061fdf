/** Routes about how people sign in here, and who did. */
import { z } from 'zod'
import { idOf, instantField, pageOf, route } from '#kit/contract.ts'
import { ROLES } from '../domain/roles.ts'
import { domainField, grantAnswer, grantBody, roleField } from './fields.ts'
import { signInRecord, signInsQuery } from './security.ts'

export const DOMAINS_MAX = 50
export const GRACE_DAYS_MAX = 90

/** More rules than that are no table that anybody keeps right by hand. */
export const GROUP_RULES_MAX = 200

/** An owner is made by an owner, and a contact needs a client. */
const joinRoleField = z.enum(ROLES).exclude(['owner', 'client_contact'])

const claimField = z.string().trim().min(1, 'must not be empty').max(200)
const groupField = z.string().trim().min(1, 'must not be empty').max(255)

export const signInSettingsAnswer = z.object({
  version: z.number().int(),
  secondFactorRoles: z.array(roleField).meta({ description: 'Whose holders need a second factor' }),
  secondFactorGraceDays: z.number().int(),
  secondFactorSince: instantField.nullable(),
  provider: z
    .object({
      issuer: z.string(),
      clientId: z.string(),
      label: z.string(),
      domains: z.array(z.string()),
      joinRole: z.string().nullable().meta({ description: 'Role of people who join by signing in; null: nobody joins like that' }),
      only: z.boolean().meta({ description: 'Whether everybody but owners must come this way' }),
      groups: z
        .object({ claim: z.string(), rules: z.array(grantAnswer.omit({ id: true, byGroup: true }).extend({ group: z.string() })) })
        .nullable()
        .meta({ description: 'Roles that groups of the provider give; null: none do' }),
    })
    .nullable(),
  returnAddress: z.string().meta({ description: 'To be registered at the provider as redirect URI' }),
  withoutFactor: z
    .array(z.object({ id: idOf('person'), name: z.string(), dueAt: instantField }))
    .meta({ description: 'People whom the rule asks for a second factor and who have none; at most 200' }),
})

export const signInSettingsContract = {
  readSignInSettings: route({
    id: 'identity.readSignInSettings',
    method: 'GET',
    path: '/api/pitcrew/v1/sign-in-settings',
    summary: 'Read how people sign in here.',
    access: { permission: 'identity.sign_in.write' },
    response: signInSettingsAnswer,
    versioned: 'read',
  }),
  updateSignInSettings: route({
    id: 'identity.updateSignInSettings',
    method: 'PATCH',
    path: '/api/pitcrew/v1/sign-in-settings',
    summary: 'Change how people sign in here. A provider is asked for its configuration before it is stored.',
    access: { permission: 'identity.sign_in.write' },
    fresh: true,
    body: z.object({
      secondFactorRoles: z.array(roleField).max(ROLES.length).optional(),
      secondFactorGraceDays: z.number().int().min(0).max(GRACE_DAYS_MAX).optional(),
      provider: z
        .object({
          issuer: z.string().trim().max(500),
          clientId: z.string().trim().min(1, 'must not be empty').max(500),
          clientSecret: z.string().min(1).max(2_000).optional().meta({ description: 'Left out: the one that is there' }),
          label: z.string().trim().min(1, 'must not be empty').max(100),
          domains: z.array(domainField).max(DOMAINS_MAX).default([]),
          joinRole: joinRoleField.nullable().default(null),
          only: z.boolean().default(false),
          groups: z
            .object({
              claim: claimField.default('groups').meta({ description: 'Claim that names the groups; dots lead into objects' }),
              rules: z.array(grantBody.extend({ group: groupField })).max(GROUP_RULES_MAX),
            })
            .nullable()
            .default(null)
            .meta({ description: 'Members of a group hold its role from their next sign-in on, and lose it likewise' }),
        })
        .nullable()
        .optional(),
    }),
    response: signInSettingsAnswer,
    versioned: 'write',
  }),
  listSignIns: route({
    id: 'identity.listSignIns',
    method: 'GET',
    path: '/api/pitcrew/v1/sign-ins',
    summary: 'List sign-ins and failed attempts of everybody, the latest first.',
    access: { permission: 'identity.sign_ins.read' },
    query: signInsQuery.extend({ person: idOf('person').optional() }),
    response: pageOf(signInRecord),
  }),
}
