/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { recordConsent, withdraw } from '../actions/consents.ts'
import { erasePerson } from '../actions/erase.ts'
import { changeRetention } from '../actions/retention.ts'
import type { privacyContract } from '../contract/contract.ts'
import type { Needs } from '../needs.ts'
import type { Parts } from '../parts.ts'
import { consentPage, erasurePage, readConsent, readErasure, readRetention, retentionList } from '../queries/lists.ts'
import { findHolding, personArchive } from '../queries/people.ts'

export function privacyHandlers(platform: Needs, parts: Parts): HandlersOf<typeof privacyContract> {
  const caller = (context: RequestContext) => signedIn(context.caller)
  return {
    findHolding: ({ body }, context) => findHolding(platform, parts, caller(context), body.who),
    exportPerson: async ({ body }, context) => personArchive(platform, parts, caller(context), body.who),
    erasePerson: async ({ body: { who, confirm, reason } }, context) => {
      const id = await erasePerson(platform, parts, caller(context), { handle: who, confirm, reason })
      return readErasure(platform, id)
    },
    listErasures: (call, context) => erasurePage(platform, caller(context), call),
    listRetention: (_, context) => retentionList(platform, parts, caller(context)),
    readRetention: ({ params }, context) => readRetention(platform, parts, caller(context), params.kind),
    changeRetention: async ({ params, body }, context) => {
      const change = { kind: params.kind, days: body.days, version: context.ifMatch }
      await changeRetention(platform, parts, caller(context), change)
      return readRetention(platform, parts, caller(context), params.kind)
    },
    listConsents: (call, context) => consentPage(platform, caller(context), call),
    recordConsent: async ({ body }, context) => {
      const id = await recordConsent(platform, caller(context), body)
      return readConsent(platform, caller(context), id)
    },
    withdrawConsent: async ({ params, body }, context) => {
      await withdraw(platform, caller(context), params.id, body.how)
      return readConsent(platform, caller(context), params.id)
    },
  }
}
