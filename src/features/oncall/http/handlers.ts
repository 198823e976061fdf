/** From routes to actions and queries. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { signedIn } from '#core/identity/public.ts'
import { answerInConsole } from '../actions/answer-in-console.ts'
import { leaveNote, renewFeed } from '../actions/notes.ts'
import { addOverride, askSwap, removeOverride, settleSwap } from '../actions/overrides.ts'
import type { Paging } from '../actions/paging.ts'
import { changePolicy } from '../actions/policies.ts'
import { previewPolicy } from '../actions/preview-policy.ts'
import { changeSchedule, createSchedule, deleteSchedule } from '../actions/schedules.ts'
import type { oncallContract } from '../contract/contract.ts'
import { listAllSchedules, readDuty, readFeed, readMyDuty, readSchedule, swapAnswer } from '../queries/duty.ts'
import { readLoad } from '../queries/load.ts'
import { listAllPages, readPage } from '../queries/pages.ts'
import { readPolicy } from '../queries/policy.ts'
import { reachAnswer } from '../queries/reachability.ts'

type Needs = Pick<Platform, 'work' | 'clock' | 'log'>

export function oncallHandlers(platform: Needs, paging: Paging): HandlersOf<typeof oncallContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: signedIn(caller) })
  return {
    listSchedules: (_, context) => listAllSchedules(by(context)),
    createSchedule: async ({ body }, context) => readSchedule(by(context), await createSchedule(by(context), body)),
    readSchedule: ({ params }, context) => readSchedule(by(context), params.id),
    changeSchedule: async ({ params, body }, context) => {
      await changeSchedule(by(context), { id: params.id, ifMatch: context.ifMatch }, body)
      return readSchedule(by(context), params.id)
    },
    deleteSchedule: async ({ params }, context) => {
      await deleteSchedule(by(context), params.id)
      return undefined
    },
    readDuty: ({ params, query }, context) => readDuty(by(context), params.id, query),
    addOverride: async ({ params, body }, context) => ({ id: await addOverride(by(context), params.id, body) }),
    removeOverride: async ({ params }, context) => {
      await removeOverride(by(context), params.id)
      return undefined
    },
    askSwap: async ({ params, body }, context) => swapAnswer(await askSwap(by(context), params.id, body)),
    settleSwap: async ({ params, body }, context) => swapAnswer(await settleSwap(by(context), params.id, body)),
    leaveNote: ({ params, body }, context) => leaveNote(by(context), params.id, body.text),
    readMyDuty: (_, context) => readMyDuty(by(context)),
    readLoad: (_, context) => readLoad(by(context)),
    readReachability: async () => reachAnswer(paging),
    renewFeed: async ({ body }, context) => ({ path: await renewFeed(by(context), body.scheduleId) }),
    readFeed: ({ params }) => readFeed({ platform }, params.secret),
    listPages: ({ query }, context) => listAllPages(by(context), query.state),
    readPage: ({ params }, context) => readPage(by(context), params.id),
    answerPage: async ({ params, body }, context) => {
      await answerInConsole(paging, by(context).caller, params.id, body.answer)
      return undefined
    },
    readPolicy: ({ params }, context) => readPolicy(by(context), params.application),
    changePolicy: async ({ params, body }, context) => {
      await changePolicy(by(context), { applicationId: params.application, ifMatch: context.ifMatch }, body)
      return readPolicy(by(context), params.application)
    },
    previewPolicy: ({ params, body }, context) =>
      previewPolicy(paging, by(context).caller, { applicationId: params.application, steps: body.steps }),
    followPlan: async ({ params }, context) => {
      await changePolicy(by(context), { applicationId: params.application, ifMatch: null }, null)
      return undefined
    },
  }
}
