/** Routes about people, their roles and their invitations. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route } from '#kit/contract.ts'
import { meAnswer } from './account.ts'
import {
  emailField,
  grantAnswer,
  grantBody,
  GRANTS_PER_PERSON_MAX,
  nameField,
  NAME_LENGTH_MAX,
  passwordField,
  personState,
  roleField,
  tokenField,
} from './fields.ts'

const read = { permission: 'identity.people.read' }
const write = { permission: 'identity.people.write' }

export const personAnswer = z.object({
  id: idOf('person'),
  name: z.string(),
  email: z.string(),
  state: personState,
  zone: z.string(),
  version: z.number().int(),
  createdAt: instantField,
  lastSeenAt: instantField.nullable().meta({ description: 'Exact to the minute; null when they never signed in' }),
  grants: z.array(grantAnswer),
})

/** A link that works once; Pitcrew keeps only its hash, so it is shown here and never again. */
export const linkAnswer = z.object({
  link: z.string().meta({ description: 'Full address to hand over; shown only in this answer' }),
  expiresAt: instantField,
})

export const invitationAnswer = z.object({
  id: idOf('invitation'),
  personId: idOf('person'),
  email: z.string(),
  name: z.string(),
  invitedBy: idOf('person').nullable(),
  createdAt: instantField,
  expiresAt: instantField,
  expired: z.boolean(),
  grants: z.array(grantAnswer),
})

const personParams = z.object({ id: idOf('person') })

export const peopleContract = {
  listPeople: route({
    id: 'identity.listPeople',
    method: 'GET',
    path: '/api/pitcrew/v1/people',
    summary: 'List people by name.',
    access: read,
    query: z.object({
      ...pageQuery,
      q: z.string().trim().max(NAME_LENGTH_MAX).optional().meta({ description: 'Part of a name or e-mail address' }),
      state: personState.optional(),
      role: roleField.optional(),
    }),
    response: pageOf(personAnswer),
  }),
  readPerson: route({
    id: 'identity.readPerson',
    method: 'GET',
    path: '/api/pitcrew/v1/people/:id',
    summary: 'Read one person with their roles.',
    access: read,
    params: personParams,
    response: personAnswer,
    versioned: 'read',
  }),
  updatePerson: route({
    id: 'identity.updatePerson',
    method: 'PATCH',
    path: '/api/pitcrew/v1/people/:id',
    summary: "Change a person's name or e-mail address.",
    access: write,
    params: personParams,
    body: z.object({ name: nameField.optional(), email: emailField.optional() }),
    response: personAnswer,
    versioned: 'write',
  }),
  deactivatePerson: route({
    id: 'identity.deactivatePerson',
    method: 'PUT',
    path: '/api/pitcrew/v1/people/:id/deactivation',
    summary: 'Deactivate a person: sessions end, API keys stop; what they did stays.',
    access: write,
    params: personParams,
    response: personAnswer,
  }),
  reactivatePerson: route({
    id: 'identity.reactivatePerson',
    method: 'DELETE',
    path: '/api/pitcrew/v1/people/:id/deactivation',
    summary: 'Let a deactivated person in again, with the roles they had.',
    access: write,
    params: personParams,
    response: personAnswer,
    status: 200,
  }),
  grantRole: route({
    id: 'identity.grantRole',
    method: 'POST',
    path: '/api/pitcrew/v1/people/:id/grants',
    summary: 'Give a person a role, everywhere or for one client or application.',
    access: write,
    params: personParams,
    body: grantBody,
    response: personAnswer,
    status: 201,
  }),
  revokeRole: route({
    id: 'identity.revokeRole',
    method: 'DELETE',
    path: '/api/pitcrew/v1/people/:id/grants/:grantId',
    summary: 'Take a role away.',
    access: write,
    params: z.object({ id: idOf('person'), grantId: idOf('role_grant') }),
    response: personAnswer,
    status: 200,
  }),
  offerPasswordReset: route({
    id: 'identity.offerPasswordReset',
    method: 'POST',
    path: '/api/pitcrew/v1/people/:id/password-reset',
    summary: 'Make a one-time link with which a person chooses a new password.',
    access: write,
    params: personParams,
    response: linkAnswer,
    status: 201,
  }),
  invite: route({
    id: 'identity.invite',
    method: 'POST',
    path: '/api/pitcrew/v1/invitations',
    summary: 'Invite somebody; an earlier open invitation to the same address is replaced.',
    access: write,
    body: z.object({
      email: emailField,
      name: nameField.optional().meta({ description: 'How they are shown until they join; the e-mail address unless given' }),
      grants: z.array(grantBody).min(1, 'give at least one role').max(GRANTS_PER_PERSON_MAX),
    }),
    response: z.object({ invitation: invitationAnswer, ...linkAnswer.shape }),
    status: 201,
  }),
  listInvitations: route({
    id: 'identity.listInvitations',
    method: 'GET',
    path: '/api/pitcrew/v1/invitations',
    summary: 'List invitations that were neither accepted nor withdrawn, the latest first.',
    access: write,
    query: z.object(pageQuery),
    response: pageOf(invitationAnswer),
  }),
  revokeInvitation: route({
    id: 'identity.revokeInvitation',
    method: 'DELETE',
    path: '/api/pitcrew/v1/invitations/:id',
    summary: 'Withdraw an invitation; its link stops working.',
    access: write,
    params: z.object({ id: idOf('invitation') }),
  }),
  openInvitation: route({
    id: 'identity.openInvitation',
    method: 'POST',
    path: '/api/pitcrew/v1/invitation-openings',
    summary: 'Read what an invitation link offers. The token travels in the body so that no log keeps it.',
    access: 'public',
    perMinute: 60,
    body: z.object({ token: tokenField }),
    response: z.object({
      organisation: z.string(),
      email: z.string(),
      name: z.string().nullable(),
      invitedBy: z.string().nullable().meta({ description: 'Name of the person who sent it' }),
      roles: z.array(roleField),
      expiresAt: instantField,
    }),
    status: 200,
  }),
  acceptInvitation: route({
    id: 'identity.acceptInvitation',
    method: 'POST',
    path: '/api/pitcrew/v1/invitation-acceptances',
    summary: 'Join with an invitation link; the answer sets the session cookie.',
    access: 'public',
    perMinute: 20,
    body: z.object({ token: tokenField, name: nameField, password: passwordField }),
    response: meAnswer,
    status: 201,
  }),
}
