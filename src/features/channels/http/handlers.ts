/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import { invariant } from '#kit/fault.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { addAddress, changeLabel, orderAddresses, removeAddress } from '../actions/addresses.ts'
import { proveAddress, sendCode } from '../actions/proving.ts'
import { pushKeys, removeProvider, setProvider } from '../actions/providers.ts'
import {
  receiveMattermost,
  receivePushover,
  receiveSlack,
  receiveTelegram,
  receiveTwilioDigits,
  receiveTwilioReceipt,
  receiveTwilioReply,
} from '../actions/receive.ts'
import { answerRing, hearRings } from '../actions/rings.ts'
import { sendTestPage } from '../actions/test-page.ts'
import type { answersContract } from '../contract/answers.ts'
import type { addressesContract } from '../contract/addresses.ts'
import type { Needs } from '../needs.ts'
import { listOfTeam, listOwn, listSenders, readAddress } from '../queries/lists.ts'

export function channelsHandlers(needs: Needs): HandlersOf<typeof addressesContract & typeof answersContract> {
  return { ...addressesHandlers(needs), ...answersHandlers(needs) }
}

function addressesHandlers(needs: Needs): HandlersOf<typeof addressesContract> {
  const by = ({ caller }: RequestContext) => ({ needs, caller: signedIn(caller) })
  const added = async (id: string) => {
    const address = await readAddress(needs, id)
    invariant(address, 'what was added a moment ago is there')
    return address
  }
  return {
    listAddresses: async (_call, { caller }) => ({
      ...(await listOwn(needs, signedIn(caller))),
      pushKey: (await pushKeys(needs)).publicKey,
    }),
    addAddress: async ({ body }, context) => added(await addAddress(by(context), { ...body, privateAllowed: false, isTeams: false })),
    orderAddresses: async ({ body }, context) => nothing(orderAddresses(by(context), body.ids)),
    listTeamAddresses: (_call, { caller }) => listOfTeam(needs, signedIn(caller)),
    addTeamAddress: async ({ body }, context) => added(await addAddress(by(context), { ...body, isTeams: true })),
    changeAddress: async ({ params, body }, context) => nothing(changeLabel(by(context), params.id, body.label)),
    removeAddress: async ({ params }, context) => nothing(removeAddress(by(context), params.id)),
    sendCode: async ({ params }, context) => ({ startUrl: await sendCode(by(context), params.id) }),
    proveAddress: async ({ params, body }, context) => nothing(proveAddress(by(context), params.id, body.code)),
    testAddress: async ({ params }, context) => {
      const judged = await sendTestPage(by(context), params.id)
      const isTaken = judged.kind === 'accepted'
      return { state: isTaken ? 'handed_over' : 'failed', reason: isTaken ? null : judged.reason, answer: judged.answer }
    },
    listRings: (_call, { caller }) => hearRings(needs, signedIn(caller)),
    answerRing: async ({ params }, { caller }) => nothing(answerRing(needs, signedIn(caller), params.token)),
    listProviders: (_call, { caller }) => listSenders(needs, signedIn(caller)),
    setProvider: async ({ params, body }, context) =>
      nothing(setProvider(by(context), { ...body, channel: params.channel, ifMatch: context.ifMatch ?? 0 })),
    removeProvider: async ({ params }, context) => nothing(removeProvider(by(context), params.channel)),
  }
}

function answersHandlers(needs: Needs): HandlersOf<typeof answersContract> {
  const inbound = (bytes: Uint8Array, { header }: RequestContext) => ({ bytes, header })
  return {
    takeSlack: async ({ bytes }, context) => {
      await receiveSlack(needs, inbound(bytes, context))
      return {}
    },
    takeTelegram: async ({ bytes }, context) => receiveTelegram(needs, inbound(bytes, context)),
    takeTwilioReply: ({ bytes }, context) => receiveTwilioReply(needs, inbound(bytes, context)),
    takeTwilioDigits: ({ params, bytes }, context) => receiveTwilioDigits(needs, params.message, inbound(bytes, context)),
    takeTwilioReceipt: async ({ bytes }, context) => nothing(receiveTwilioReceipt(needs, inbound(bytes, context))),
    takePushover: async ({ params, bytes }, context) => nothing(receivePushover(needs, params.token, inbound(bytes, context))),
    takeMattermost: async ({ bytes }, context) => ({ ephemeral_text: await receiveMattermost(needs, inbound(bytes, context)) }),
  }
}

/** The answer of a route that has nothing to say. */
async function nothing(done: Promise<void>): Promise<undefined> {
  await done
  return undefined
}
