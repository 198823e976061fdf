/** From the routes of contacts to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Needs } from '../actions/act.ts'
import { changeContact, createContact, mergeContact, setContactState } from '../actions/contacts.ts'
import { openLink, requestLink } from '../actions/links.ts'
import { endOwnSession, requireContact, signOutContact } from '../actions/sessions.ts'
import type { contactRoutes } from '../contract/contacts.ts'
import { CONTACT_COOKIE, type ownRoutes } from '../contract/own.ts'
import { contactPage, contactSessions, readContact } from '../queries/contacts.ts'
import { readOwn } from '../queries/own.ts'

/** For the team: a contact sees nobody's particulars. */
export function contactHandlers(platform: Needs): HandlersOf<typeof contactRoutes> {
  const by = (context: RequestContext) => ({ platform, caller: signedIn(context.caller) })
  const target = ({ params }: { params: { id: string } }, { ifMatch }: RequestContext) => ({ id: params.id, ifMatch })
  return {
    listContacts: (call, context) => contactPage(by(context), call),
    createContact: async ({ body }, context) => readContact(by(context), await createContact(by(context), body)),
    readContact: ({ params }, context) => readContact(by(context), params.id),
    changeContact: async (call, context) => {
      await changeContact(by(context), target(call, context), call.body)
      return readContact(by(context), call.params.id)
    },
    setContactState: async (call, context) => {
      await setContactState(by(context), target(call, context), call.body.state)
      return readContact(by(context), call.params.id)
    },
    mergeContact: async (call, context) => {
      await mergeContact(by(context), target(call, context), call.body.duplicateId)
      return readContact(by(context), call.params.id)
    },
    listContactSessions: async ({ params }, context) => ({ items: await contactSessions(by(context), params.id) }),
    endContactSessions: async ({ params }, context) => {
      await signOutContact(by(context), params.id)
    },
  }
}

/** For contacts themselves. */
export function ownHandlers(platform: Needs): HandlersOf<typeof ownRoutes> {
  return {
    requestLink: async ({ body }) => {
      await requestLink(platform, body.email)
      return { answer: 'if_known_a_link_is_on_its_way' }
    },
    openLink: async ({ body }, context) => {
      const { token, maxAgeSeconds, ...opened } = await openLink(platform, { token: body.token, browser: context })
      context.setCookie(CONTACT_COOKIE, token, maxAgeSeconds)
      return readOwn(platform, opened)
    },
    readOwn: (_, context) => readOwn(platform, requireContact(context.caller)),
    leave: async (_, context) => {
      const caller = requireContact(context.caller)
      await endOwnSession(platform, caller, caller.sessionId)
      context.setCookie(CONTACT_COOKIE, null)
    },
    endOwnSession: async ({ params }, context) => {
      await endOwnSession(platform, requireContact(context.caller), params.id)
    },
  }
}
