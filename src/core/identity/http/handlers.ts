/** Routes to actions and queries; nothing is decided here. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { createApiKey, revokeApiKey } from '../actions/api-keys.ts'
import { askForPassword } from '../actions/forgotten-password.ts'
import { grantRole, revokeRole } from '../actions/grants.ts'
import { acceptInvitation, invite, readOpenInvitation, revokeInvitation } from '../actions/invitations.ts'
import { updateOrganisation } from '../actions/organisation.ts'
import { changePassword, offerPasswordReset, resetPassword } from '../actions/passwords.ts'
import { deactivatePerson, reactivatePerson, unlockPerson, updateMe, updatePerson } from '../actions/people.ts'
import { endSession } from '../actions/sessions.ts'
import { resetSecondFactors } from '../actions/own-factors.ts'
import { signedIn, type PersonCaller } from '../access/caller.ts'
import { answerOf, versionOf, welcome } from './welcome.ts'
import type { accountContract } from '../contract/account.ts'
import type { organisationContract } from '../contract/organisation.ts'
import type { peopleContract } from '../contract/people.ts'
import { listApiKeys, shownApiKey } from '../queries/api-keys.ts'
import { listInvitations, shownInvitation } from '../queries/invitations.ts'
import { readMe } from '../queries/me.ts'
import { readOrganisation } from '../queries/organisation.ts'
import { listPeople, readPerson } from '../queries/people.ts'
import { permissionTable } from '../queries/permissions.ts'
import { listSessions } from '../queries/sessions.ts'

export function accountHandlers(platform: Needs): HandlersOf<typeof accountContract> {
  const me = ({ personId, rights, method }: PersonCaller) => readMe(platform, { personId, scopes: rights.scopes, method })
  return {
    me: async (_, { caller }) => me(signedIn(caller)),
    updateMe: async ({ body }, context) => {
      const caller = signedIn(context.caller)
      await updateMe(platform, caller, { version: versionOf(context), to: body })
      return me(caller)
    },
    changePassword: async ({ body }, context) => {
      await changePassword(platform, signedIn(context.caller), { ...body, browser: context })
    },
    listSessions: async (_, { caller }) => ({ items: await listSessions(platform, signedIn(caller)) }),
    endSession: async ({ params }, { caller }) => {
      await endSession(platform, signedIn(caller), params.id)
    },
    askForPassword: async ({ body }) => {
      await askForPassword(platform, body.email)
      return { answer: 'if_known_a_link_is_on_its_way' as const }
    },
    resetPassword: async ({ body }, context) => answerOf(platform, context, await resetPassword(platform, { ...body, browser: context })),
  }
}

export function peopleHandlers(platform: Needs): HandlersOf<typeof peopleContract> {
  return {
    listPeople: async ({ query }, { caller }) => listPeople(platform, signedIn(caller), query),
    readPerson: async ({ params }, { caller }) => readPerson(platform, signedIn(caller), params.id),
    updatePerson: async ({ params, body }, context) => {
      const caller = signedIn(context.caller)
      await updatePerson(platform, caller, params.id, { version: versionOf(context), to: body })
      return readPerson(platform, caller, params.id)
    },
    deactivatePerson: async ({ params }, context) => {
      const caller = signedIn(context.caller)
      await deactivatePerson(platform, caller, params.id)
      return readPerson(platform, caller, params.id)
    },
    reactivatePerson: async ({ params }, context) => {
      const caller = signedIn(context.caller)
      await reactivatePerson(platform, caller, params.id)
      return readPerson(platform, caller, params.id)
    },
    grantRole: async ({ params, body }, context) => {
      const caller = signedIn(context.caller)
      await grantRole(platform, caller, params.id, body)
      return readPerson(platform, caller, params.id)
    },
    revokeRole: async ({ params }, context) => {
      const caller = signedIn(context.caller)
      await revokeRole(platform, caller, params.id, params.grantId)
      return readPerson(platform, caller, params.id)
    },
    unlockPerson: async ({ params }, context) => {
      const caller = signedIn(context.caller)
      await unlockPerson(platform, caller, params.id)
      return readPerson(platform, caller, params.id)
    },
    resetSecondFactors: async ({ params }, context) => {
      const caller = signedIn(context.caller)
      await resetSecondFactors(platform, caller, params.id)
      return readPerson(platform, caller, params.id)
    },
    offerPasswordReset: async ({ params }, { caller }) => offerPasswordReset(platform, signedIn(caller), params.id),
    ...invitationHandlers(platform),
  }
}

type InvitationRoutes = Pick<
  typeof peopleContract,
  'invite' | 'listInvitations' | 'revokeInvitation' | 'openInvitation' | 'acceptInvitation'
>

function invitationHandlers(platform: Needs): HandlersOf<InvitationRoutes> {
  return {
    invite: async ({ body }, { caller }) => {
      const { invitation, ...link } = await invite(platform, signedIn(caller), { ...body, name: body.name })
      return { invitation: shownInvitation(invitation, platform.clock.now()), ...link }
    },
    listInvitations: async ({ query }, { caller }) => listInvitations(platform, signedIn(caller), query),
    revokeInvitation: async ({ params }, { caller }) => {
      await revokeInvitation(platform, signedIn(caller), params.id)
    },
    openInvitation: async ({ body }) => {
      const { invitation, organisation } = await readOpenInvitation(platform, body.token)
      const { email, name, inviterName, grants, expiresAt } = invitation
      const roles = [...new Set(grants.map((grant) => grant.role))]
      return { organisation, email, name: name === email ? null : name, invitedBy: inviterName, roles, expiresAt }
    },
    acceptInvitation: async ({ body }, context) =>
      welcome(platform, context, await acceptInvitation(platform, { ...body, browser: context })),
  }
}

export function organisationHandlers(platform: Needs): HandlersOf<typeof organisationContract> {
  return {
    readOrganisation: async () => readOrganisation(platform),
    updateOrganisation: async ({ body }, context) => {
      await updateOrganisation(platform, signedIn(context.caller), { version: versionOf(context), to: body })
      return readOrganisation(platform)
    },
    createApiKey: async ({ body }, { caller }) => {
      const { apiKey, secret } = await createApiKey(platform, signedIn(caller), body)
      return { apiKey: shownApiKey(apiKey, platform.clock.now()), secret }
    },
    listApiKeys: async (_, { caller }) => ({ items: await listApiKeys(platform, signedIn(caller)) }),
    revokeApiKey: async ({ params }, { caller }) => {
      await revokeApiKey(platform, signedIn(caller), params.id)
    },
    readPermissions: async () => permissionTable(accessOf(platform).permissions),
  }
}
