/** From routes to actions and queries. A write answers with the thing as it is afterwards. */
import { anyCaller } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { changeDomain } from '../actions/own-host.ts'
import { linkSecret } from '../actions/link.ts'
import { changeLogo, removeLogo } from '../actions/logo.ts'
import { changePage, createPage, deletePage, renewLink } from '../actions/pages.ts'
import { correctUpdate, createPost, discardDraft, releaseDraft, writeDraft } from '../actions/posts.ts'
import type { statuspageContract } from '../contract/contract.ts'
import { pagesSeen, readPage, readStanding } from '../queries/pages.ts'
import { postsOf, readPost } from '../queries/posts.ts'

export type HandlerNeeds = Pick<Platform, 'work' | 'clock' | 'log' | 'clickhouse' | 'secrets' | 'config'>

export function statuspageHandlers(platform: HandlerNeeds): HandlersOf<typeof statuspageContract> {
  const linkOf = (page: Parameters<typeof linkSecret>[1]) => linkSecret(platform.secrets, page)
  const by = ({ caller }: RequestContext) => ({ platform, caller: anyCaller(caller), linkOf })
  const aimOf = ({ id }: { readonly id: string }, { ifMatch }: RequestContext) => ({ id, ifMatch })
  return {
    listPages: ({ query }, context) => pagesSeen(by(context), query),
    createPage: async ({ body }, context) => readPage(by(context), await createPage(by(context), body)),
    readPage: ({ params }, context) => readPage(by(context), params.id),
    changePage: async ({ params, body }, context) => {
      await changePage(by(context), aimOf(params, context), body)
      return readPage(by(context), params.id)
    },
    deletePage: async ({ params }, context) => {
      await deletePage(by(context), params.id)
      return undefined
    },
    renewLink: async ({ params }, context) => {
      await renewLink(by(context), params.id)
      return readPage(by(context), params.id)
    },
    changeDomain: async ({ params, body }, context) => {
      await changeDomain(by(context), params.id, body.domain)
      return readPage(by(context), params.id)
    },
    changeLogo: async ({ params, upload }, context) => {
      await changeLogo(by(context), params.id, upload)
      return readPage(by(context), params.id)
    },
    removeLogo: async ({ params }, context) => {
      await removeLogo(by(context), params.id)
      return undefined
    },
    readStanding: ({ params }, context) => readStanding(by(context), params.id),
    listPosts: ({ params }, context) => postsOf(by(context), params.id),
    createPost: async ({ params, body }, context) => readPost(by(context), await createPost(by(context), params.id, body)),
    writeDraft: async ({ params, body }, context) => {
      await writeDraft(by(context), aimOf(params, context), body)
      return readPost(by(context), params.id)
    },
    discardDraft: async ({ params }, context) => {
      await discardDraft(by(context), params.id)
      return undefined
    },
    releaseDraft: async ({ params }, context) => {
      await releaseDraft(by(context), aimOf(params, context))
      return readPost(by(context), params.id)
    },
    correctUpdate: async ({ params, body }, context) => {
      await correctUpdate(by(context), aimOf(params, context), { id: params.update, text: body.text })
      return readPost(by(context), params.id)
    },
  }
}
