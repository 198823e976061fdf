/** From routes to actions and queries. */
import { Fault } from '#kit/fault.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { anyCaller, signedIn } from '#core/identity/public.ts'
import { changeGroup } from '../actions/change-group.ts'
import { mergeGroup, splitGroup } from '../actions/merge-groups.ts'
import { changeOrigins } from '../actions/origins.ts'
import { removeSourceMaps, uploadSourceMap } from '../actions/source-maps.ts'
import { receive, type Receiving, type Request } from '../actions/receive.ts'
import type { errorsContract } from '../contract/contract.ts'
import { listErrors, listReleases, readError } from '../queries/errors.ts'
import { listFeedback, listGroupFeedback, readFile } from '../queries/feedback.ts'
import { listGroups, readGroup } from '../queries/groups.ts'
import { readOrigins } from '../queries/origins.ts'
import { listSourceMaps } from '../queries/source-maps.ts'
import type { MapBook } from '../access/map-book.ts'

export interface HandlerNeeds extends Receiving {
  readonly platform: Platform
  readonly maps: MapBook
}

/** What a client calls the things that it is told not to send (https://develop.sentry.dev/sdk/expected-features/rate-limiting/). */
const RATE_LIMITS = 'x-sentry-rate-limits'
const ERRORS = 'error;session;attachment;feedback;user_report:organization'
const SPANS = 'transaction;span:organization'

export function errorsHandlers(needs: HandlerNeeds): HandlersOf<typeof errorsContract> {
  const { platform, origins: book, maps } = needs
  return {
    takeEnvelope: (call, context) => taking(needs, 'envelope', call, context),
    takeEvent: (call, context) => taking(needs, 'event', call, context),
    listGroups: ({ params, query }, { caller }) => listGroups({ platform, caller: anyCaller(caller) }, params.id, query),
    readGroup: ({ params }, { caller }) => readGroup({ platform, caller: anyCaller(caller) }, params.id),
    changeGroup: async ({ params, body }, { caller, ifMatch }) => {
      await changeGroup({ platform, caller: signedIn(caller) }, { id: params.id, version: ifMatch ?? undefined, change: body })
      return readGroup({ platform, caller: anyCaller(caller) }, params.id)
    },
    mergeGroup: async ({ params, body }, { caller }) => {
      await mergeGroup({ platform, caller: signedIn(caller) }, { intoId: params.id, groupId: body.groupId })
      return readGroup({ platform, caller: anyCaller(caller) }, params.id)
    },
    splitGroup: async ({ params }, { caller }) => {
      await splitGroup({ platform, caller: signedIn(caller) }, { intoId: params.id, groupId: params.merged })
      return undefined
    },
    listErrors: ({ params, query }, { caller }) => listErrors({ platform, caller: anyCaller(caller) }, params.id, query),
    readError: ({ params }, { caller }) => readError({ platform, maps, caller: anyCaller(caller) }, params.id, params.error),
    listReleases: ({ params }, { caller }) => listReleases({ platform, caller: anyCaller(caller) }, params.id),
    listFeedback: ({ params, query }, { caller }) => listFeedback({ platform, caller: anyCaller(caller) }, params.id, query),
    listGroupFeedback: ({ params, query }, { caller }) => listGroupFeedback({ platform, caller: anyCaller(caller) }, params.id, query),
    readFile: ({ params }, { caller }) => readFile({ platform, caller: anyCaller(caller) }, params.id),
    readOrigins: ({ params }, { caller }) => readOrigins({ platform, caller: anyCaller(caller) }, params.id),
    changeOrigins: async ({ params, body }, { caller }) => {
      await changeOrigins({ platform, caller: anyCaller(caller), book }, { environmentId: params.id, origins: body.origins })
      return readOrigins({ platform, caller: anyCaller(caller) }, params.id)
    },
    uploadSourceMap: async ({ params, query, upload }, { caller }) => {
      await uploadSourceMap(
        { platform, maps, caller: anyCaller(caller) },
        { environmentId: params.id, ...query, debugId: query.debugId, upload },
      )
      return undefined
    },
    listSourceMaps: ({ params }, { caller }) => listSourceMaps({ platform, caller: anyCaller(caller) }, params.id),
    removeSourceMaps: async ({ params, query }, { caller }) => {
      await removeSourceMaps({ platform, caller: anyCaller(caller) }, { environmentId: params.id, release: query.release })
      return undefined
    },
  }
}

interface Sent {
  readonly params: { readonly project: string }
  readonly query: { readonly sentry_key?: string | undefined }
  readonly bytes: Uint8Array
}

async function taking(needs: HandlerNeeds, form: Request['form'], { params, query, bytes }: Sent, context: RequestContext) {
  const request = {
    form,
    project: params.project,
    authHeader: context.header('x-sentry-auth') ?? context.header('authorization'),
    key: context.secret ?? query.sentry_key,
    origin: context.header('origin'),
    encoding: context.header('content-encoding'),
    bytes,
    allowOrigin: context.allowOrigin,
  }
  try {
    const { id, spansWaitSeconds } = await receive(needs, request)
    if (spansWaitSeconds > 0) context.setHeader(RATE_LIMITS, `${spansWaitSeconds}:${SPANS}`)
    return { id }
  } catch (error) {
    if (error instanceof Fault && error.retryAfterSeconds !== undefined)
      context.setHeader(RATE_LIMITS, `${Math.ceil(error.retryAfterSeconds)}:${ERRORS}`)
    throw error
  }
}
