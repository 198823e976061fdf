/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { announceAttachment, changeAudience, setAttachmentState } from '../actions/attachments.ts'
import { sendContent } from '../actions/content.ts'
import type { attachmentsContract } from '../contract/contract.ts'
import { listAttachments, readAttachment, readContent, readRoom } from '../queries/attachments.ts'

type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'files'>

export function attachmentsHandlers(platform: Needs): HandlersOf<typeof attachmentsContract> {
  return {
    listAttachments: (call, { caller }) => listAttachments(platform, signedIn(caller), call),
    readRoom: (call, { caller }) => readRoom(platform, signedIn(caller), call),
    announceAttachment: async ({ body }, context) => {
      const caller = signedIn(context.caller)
      return readAttachment(platform, caller, await announceAttachment({ platform, caller }, body))
    },
    sendContent: async ({ params, upload }, context) => {
      const caller = signedIn(context.caller)
      await sendContent({ platform, caller }, params.id, upload)
      return readAttachment(platform, caller, params.id)
    },
    readAttachment: ({ params }, { caller }) => readAttachment(platform, signedIn(caller), params.id),
    readContent: ({ params }, { caller }) => readContent(platform, signedIn(caller), params.id),
    changeAttachment: async ({ params, body }, { caller: who, ifMatch }) => {
      const caller = signedIn(who)
      await changeAudience({ platform, caller }, { id: params.id, ifMatch }, body.audience)
      return readAttachment(platform, caller, params.id)
    },
    setAttachmentState: async ({ params, body }, { caller: who, ifMatch }) => {
      const caller = signedIn(who)
      await setAttachmentState({ platform, caller }, { id: params.id, ifMatch }, body.state)
      return readAttachment(platform, caller, params.id)
    },
  }
}
