/** From routes to actions and queries. */
import { anyCaller } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Instant } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import { receiveAlertmanager, receivePagerDuty, receiveWebhook } from '../actions/receive.ts'
import { expireSilence, keyedPlace, postSilence } from '../actions/silences.ts'
import { changeSource, createSource, removeSource, renewSource, testSource, type Made } from '../actions/sources.ts'
import type { sourceRoutes } from '../contract/sources.ts'
import type { toolRoutes } from '../contract/tools.ts'
import { listAlertGroups, listAlerts, listSilences, readSilence, readStatus, RECEIVER } from '../queries/alertmanager.ts'
import { listSources, readOrigin, readSource } from '../queries/sources.ts'

export function sourceHandlers(needs: Needs): HandlersOf<typeof sourceRoutes> {
  const by = ({ caller }: RequestContext) => ({ needs, platform: needs, caller: anyCaller(caller) })
  const shown = async ({ id, secret }: Made) => ({ source: await readSource({ platform: needs }, id), secret })
  return {
    listSources: ({ params }, context) => listSources(by(context), params.id),
    createSource: async ({ body }, context) => shown(await createSource(by(context), body)),
    changeSource: async ({ params, body }, context) => {
      await changeSource(by(context), { id: params.id, ifMatch: context.ifMatch }, body)
      return readSource(by(context), params.id)
    },
    renewSource: async ({ params }, context) => shown(await renewSource(by(context), params.id)),
    removeSource: async ({ params }, context) => {
      await removeSource(by(context), params.id)
      return undefined
    },
    testSource: async ({ params }, context) => {
      await testSource(by(context), params.id)
      return readSource(by(context), params.id)
    },
    readOrigin: ({ params }, context) => readOrigin(by(context), params.id),
  }
}

export function toolHandlers(needs: Needs, startedAt: Instant): HandlersOf<typeof toolRoutes> {
  const here = async ({ secret }: RequestContext) => ({ platform: needs, place: await keyedPlace(needs, secret) })
  return {
    takeAlerts: async ({ bytes }, { secret }) => {
      await receiveAlertmanager(needs, secret, bytes)
      return undefined
    },
    listAlerts: async ({ query }, context) => listAlerts(await here(context), query),
    listAlertGroups: async ({ query }, context) => listAlertGroups(await here(context), query),
    listSilences: async ({ query }, context) => listSilences(await here(context), query.filter),
    postSilence: async ({ bytes }, { secret }) => ({ silenceID: await postSilence(needs, secret, bytes) }),
    readSilence: async ({ params }, context) => readSilence(await here(context), params.id),
    expireSilence: async ({ params }, { secret }) => {
      await expireSilence(needs, secret, params.id)
      return undefined
    },
    readStatus: async (_call, context) => {
      await here(context)
      return readStatus(startedAt)
    },
    listReceivers: async (_call, context) => {
      await here(context)
      return [RECEIVER]
    },
    takePagerDuty: async ({ bytes }) => {
      const key = await receivePagerDuty(needs, bytes)
      return { status: 'success', message: 'Event processed', dedup_key: key }
    },
    takeWebhook: async ({ params, bytes }, { header }) => ({ taken: await receiveWebhook(needs, { ...params, bytes, header }) }),
  }
}
