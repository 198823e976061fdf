/** What decisions contribute to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { linkTypesOf } from '#core/links/public.ts'
import { recordKindsOf } from '#core/records/public.ts'
import { decisionEvents } from '#events/decisions.ts'
import { decisionsPersonal } from './actions/erasure.ts'
import { decisionsCodes } from './contract/codes.ts'
import { decisionsContract } from './contract/contract.ts'
import { decisionKind } from './contract/kind.ts'
import { READ_DECISIONS, WRITE_DECISIONS } from './domain/permissions.ts'
import { decisionHandOvers } from './hand-overs.ts'
import { decisionsHandlers } from './http/handlers.ts'
import { decisionNotifies } from './notifies.ts'
import { waitingViews } from './queries/now.ts'

export const decisionsModule: ModuleFactory = (platform) => {
  recordKindsOf(platform).declare(decisionKind)
  linkTypesOf(platform).declare({ type: 'supersedes', forward: 'supersedes', backward: 'superseded by' })
  return {
    name: 'decisions',
    codes: [decisionsCodes],
    events: decisionEvents,
    permissions: [
      { name: READ_DECISIONS, allows: 'Read decisions with their views.' },
      { name: WRITE_DECISIONS, allows: 'Ask questions, give and ask for views, decide.' },
    ],
    contract: decisionsContract,
    handlers: decisionsHandlers(platform),
    personal: decisionsPersonal,
    handOvers: decisionHandOvers(platform),
    notifies: decisionNotifies,
    now: (caller) => waitingViews(platform, caller),
  }
}
