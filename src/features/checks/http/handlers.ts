/** From routes to actions and queries. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { anyCaller } from '#core/identity/public.ts'
import { changeCheck, createCheck, deleteCheck, renewHeartbeat } from '../actions/checks.ts'
import { hear } from '../actions/hear.ts'
import { tryCheck } from '../actions/try-check.ts'
import type { checksContract } from '../contract/contract.ts'
import { listChecksOf, readCheck, readCourse } from '../queries/checks.ts'

type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'live' | 'secrets' | 'clickhouse' | 'egress' | 'logger'>

export function checksHandlers(platform: Needs): HandlersOf<typeof checksContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: anyCaller(caller) })
  const hearing =
    (signal: Parameters<typeof hear>[1]['signal']) =>
    async ({ params }: { readonly params: { readonly secret: string } }) => {
      await hear(platform, { secret: params.secret, signal })
      return undefined
    }
  return {
    listChecks: ({ params }, context) => listChecksOf(by(context), params.id),
    createCheck: async ({ body }, context) => {
      const { id, heartbeatSecret } = await createCheck(by(context), body)
      return { check: await readCheck(by(context), id), heartbeatSecret }
    },
    readCheck: ({ params }, context) => readCheck(by(context), params.id),
    changeCheck: async ({ params, body }, context) => {
      await changeCheck(by(context), { id: params.id, ifMatch: context.ifMatch }, body)
      return readCheck(by(context), params.id)
    },
    deleteCheck: async ({ params }, context) => {
      await deleteCheck(by(context), params.id)
      return undefined
    },
    renewHeartbeat: ({ params }, context) => renewHeartbeat(by(context), params.id),
    tryCheck: ({ body }, context) => tryCheck(by(context), body),
    readCourse: ({ params, query }, context) => readCourse(by(context), params.id, query),
    hearSuccess: hearing('success'),
    hearSuccessPosted: hearing('success'),
    hearStart: hearing('start'),
    hearStartPosted: hearing('start'),
    hearFailure: hearing('failure'),
    hearFailurePosted: hearing('failure'),
  }
}
