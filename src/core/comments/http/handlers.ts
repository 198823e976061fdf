/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { createComment, editComment, setCommentState } from '../actions/comments.ts'
import { unwatchRecord, watchRecord } from '../actions/watchers.ts'
import type { commentsContract } from '../contract/contract.ts'
import { listComments, listCommentVersions, readComment } from '../queries/comments.ts'
import { listMentionable, listWatchers, readAudiences } from '../queries/people.ts'

export function commentsHandlers(platform: Pick<Platform, 'work' | 'clock' | 'log' | 'config'>): HandlersOf<typeof commentsContract> {
  return {
    listComments: (call, { caller }) => listComments(platform, signedIn(caller), call),
    createComment: async ({ body }, context) => {
      const caller = signedIn(context.caller)
      return readComment(platform, caller, await createComment({ platform, caller }, body))
    },
    readComment: ({ params }, { caller }) => readComment(platform, signedIn(caller), params.id),
    editComment: async ({ params, body }, { caller: who, ifMatch }) => {
      const caller = signedIn(who)
      await editComment({ platform, caller }, { id: params.id, ifMatch }, body.text)
      return readComment(platform, caller, params.id)
    },
    setCommentState: async ({ params, body }, { caller: who, ifMatch }) => {
      const caller = signedIn(who)
      await setCommentState({ platform, caller }, { id: params.id, ifMatch }, body.state)
      return readComment(platform, caller, params.id)
    },
    listCommentVersions: (call, { caller }) => listCommentVersions(platform, signedIn(caller), call),
    readAudiences: (call, { caller }) => readAudiences(platform, signedIn(caller), call),
    listMentionable: (call, { caller }) => listMentionable(platform, signedIn(caller), call),
    listWatchers: ({ params }, { caller }) => listWatchers(platform, signedIn(caller), params.record),
    watch: async ({ params, body }, context) => {
      const caller = signedIn(context.caller)
      await watchRecord({ platform, caller }, params.record, body.muted)
      return listWatchers(platform, caller, params.record)
    },
    unwatch: async ({ params }, context) => {
      const caller = signedIn(context.caller)
      await unwatchRecord({ platform, caller }, params.record)
      return listWatchers(platform, caller, params.record)
    },
  }
}
