/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { addSuppression, removeSuppression, sendTestMail, setRelay } from '../actions/mail.ts'
import { cancelMessage, sendAgain } from '../actions/messages.ts'
import { mark, setPreference, setRefusal } from '../actions/preferences.ts'
import type { deliveryContract } from '../contract/contract.ts'
import type { Needs } from '../needs.ts'
import { checkMail, readRelay, suppressionPage } from '../queries/mail.ts'
import { notificationPage, readPreferences, unreadCount } from '../queries/notifications.ts'
import type { Topics } from '../topics.ts'
import { messagePage, readMessage } from '../queries/messages.ts'

export function deliveryHandlers(platform: Needs, topics: Topics): HandlersOf<typeof deliveryContract> {
  const caller = (context: RequestContext) => signedIn(context.caller)
  return {
    listNotifications: (call, context) => notificationPage(platform, topics, caller(context), call),
    countUnread: (_, context) => unreadCount(platform, caller(context)),
    markNotifications: ({ body }, context) => mark(platform, caller(context), body).then(() => undefined),
    readPreferences: (_, context) => readPreferences(platform, topics, caller(context)),
    setPreferences: async ({ body }, context) => {
      await setPreference(platform, caller(context), { ...body, version: context.ifMatch ?? 0 })
      return readPreferences(platform, topics, caller(context))
    },
    setRefusal: ({ body }, context) => setRefusal(platform, caller(context), body).then(() => undefined),

    listMessages: (call, context) => messagePage(platform, caller(context), call),
    readMessage: ({ params }, context) => readMessage(platform, caller(context), params.id),
    sendAgain: async ({ params }, context) => {
      await sendAgain(platform, caller(context), params.id)
      return readMessage(platform, caller(context), params.id)
    },
    cancelMessage: async ({ params }, context) => {
      await cancelMessage(platform, caller(context), params.id)
      return readMessage(platform, caller(context), params.id)
    },

    readRelay: (_, context) => readRelay(platform, caller(context)),
    setRelay: async ({ body }, context) => {
      await setRelay(platform, caller(context), { body, ifMatch: context.ifMatch })
      return readRelay(platform, caller(context))
    },
    checkMail: (_, context) => checkMail(platform, caller(context)),
    sendTestMail: async ({ body }, context) => ({ id: await sendTestMail(platform, caller(context), body.to) }),
    listSuppressions: (call, context) => suppressionPage(platform, caller(context), call),
    addSuppression: ({ body }, context) =>
      addSuppression(platform, caller(context), { address: body.address, note: body.note ?? null }).then(() => undefined),
    removeSuppression: ({ params }, context) => removeSuppression(platform, caller(context), params.address).then(() => undefined),
  }
}
