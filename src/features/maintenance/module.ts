/** What maintenance contributes to the server. */
import { recordKindsOf } from '#core/records/public.ts'
import { maintenanceEvents } from '#events/maintenance.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { maintenancePersonal } from './actions/erasure.ts'
import { fallFollowPlan, FOLLOW_PLAN } from './actions/follow-plan.ts'
import { fallTurn, WINDOW_TURN } from './actions/turn.ts'
import { maintenanceCodes } from './contract/codes.ts'
import { maintenanceContract } from './contract/contract.ts'
import { windowKind } from './contract/kind.ts'
import { READ_WINDOWS, WRITE_WINDOWS } from './domain/permissions.ts'
import { maintenanceHandlers } from './http/handlers.ts'
import { maintenanceNotifies } from './notifies.ts'
import { planReaction } from './reactions/plan.ts'
import { signalsReaction } from './reactions/signals.ts'
import { notesOf } from './store/windows.ts'

export const maintenanceModule: ModuleFactory = (platform) => {
  recordKindsOf(platform).declare({ ...windowKind, textsOf: notesOf })
  return {
    name: 'maintenance',
    codes: [maintenanceCodes],
    events: maintenanceEvents,
    permissions: [
      { name: READ_WINDOWS, allows: 'See maintenance windows and freezes, and have them in a calendar.' },
      { name: WRITE_WINDOWS, allows: 'Plan, change and cancel maintenance windows and freezes.' },
    ],
    contract: maintenanceContract,
    handlers: maintenanceHandlers(platform),
    reactions: [planReaction(platform), signalsReaction],
    due: [
      { kind: WINDOW_TURN, fall: (record, tx) => fallTurn(platform, tx, record) },
      { kind: FOLLOW_PLAN, fall: (record, tx) => fallFollowPlan(platform, tx, record) },
    ],
    notifies: maintenanceNotifies,
    personal: maintenancePersonal,
  }
}
