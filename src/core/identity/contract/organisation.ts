/** Routes about the organisation, API keys, and the table of who may do what. */
import { z } from 'zod'
import { idOf, instantField, route } from '#kit/contract.ts'
import { nameField, roleField, zoneField } from './fields.ts'

export const organisationAnswer = z.object({
  id: idOf('organisation'),
  name: z.string(),
  zone: z.string(),
  version: z.number().int(),
})

/** Ten years, for machines that nobody wants to visit; a person decides anew after that. */
export const KEY_DAYS_MAX = 3_650
export const KEY_SCOPES_MAX = 200

export const apiKeyAnswer = z.object({
  id: idOf('api_key'),
  name: z.string(),
  prefix: z.string().meta({ description: 'First characters of the key, to recognise it by' }),
  personId: idOf('person').meta({ description: 'Whose rights the key carries' }),
  scopes: z.array(z.string()).meta({ description: 'Permissions given to the key; it holds those of them that the person holds' }),
  createdAt: instantField,
  expiresAt: instantField.nullable(),
  expired: z.boolean(),
  lastUsedAt: instantField.nullable().meta({ description: 'Exact to the minute' }),
})

export const organisationContract = {
  readOrganisation: route({
    id: 'identity.readOrganisation',
    method: 'GET',
    path: '/api/pitcrew/v1/organisation',
    summary: 'Read the name and time zone of the support organisation.',
    access: 'signed_in',
    response: organisationAnswer,
    versioned: 'read',
  }),
  updateOrganisation: route({
    id: 'identity.updateOrganisation',
    method: 'PATCH',
    path: '/api/pitcrew/v1/organisation',
    summary: 'Change the name or time zone of the support organisation.',
    access: { permission: 'identity.organisation.write' },
    body: z.object({ name: nameField.optional(), zone: zoneField.optional() }),
    response: organisationAnswer,
    versioned: 'write',
  }),
  createApiKey: route({
    id: 'identity.createApiKey',
    method: 'POST',
    path: '/api/pitcrew/v1/api-keys',
    summary: 'Make an API key that carries some of your own rights; its secret is shown once.',
    access: { permission: 'identity.keys.write' },
    fresh: true,
    body: z.object({
      name: nameField,
      scopes: z.array(z.string().max(100)).min(1, 'name at least one permission').max(KEY_SCOPES_MAX),
      expiresInDays: z.number().int().min(1).max(KEY_DAYS_MAX).nullable().default(null).meta({ description: 'null: until it is revoked' }),
    }),
    response: z.object({ apiKey: apiKeyAnswer, secret: z.string().meta({ description: 'Shown only in this answer' }) }),
    status: 201,
  }),
  listApiKeys: route({
    id: 'identity.listApiKeys',
    method: 'GET',
    path: '/api/pitcrew/v1/api-keys',
    summary: "List your API keys, the latest first; who may change people sees everybody's.",
    access: { permission: 'identity.keys.write' },
    response: z.object({ items: z.array(apiKeyAnswer) }),
  }),
  revokeApiKey: route({
    id: 'identity.revokeApiKey',
    method: 'DELETE',
    path: '/api/pitcrew/v1/api-keys/:id',
    summary: 'Revoke an API key at once and for good.',
    access: { permission: 'identity.keys.write' },
    fresh: true,
    params: z.object({ id: idOf('api_key') }),
  }),
  readPermissions: route({
    id: 'identity.readPermissions',
    method: 'GET',
    path: '/api/pitcrew/v1/permissions',
    summary: 'Read the roles and what each may do.',
    access: 'signed_in',
    response: z.object({
      roles: z.array(z.object({ role: roleField, title: z.string(), comesFor: z.string() })),
      permissions: z.array(
        z.object({
          name: z.string(),
          allows: z.string(),
          heldBy: z.array(roleField),
        }),
      ),
    }),
  }),
}
