/** Follows checks and alerts, so that a window knows afterwards whether it stayed inside. */
import { alertOpened, alertRecovered } from '#events/alerting.ts'
import { checkCameUp, checkDeleted, checkPaused, checkRested, checkWentDown } from '#events/checks.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Reaction } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { forgetCheck, noteAlert, noteCheck, noteRecovery } from '../actions/note-signals.ts'

const reactions: Readonly<Record<string, (tx: Tx, event: SealedEvent) => Promise<void>>> = {
  [checkWentDown.kind]: (tx, event) => noteCheck(tx, event, true),
  [checkCameUp.kind]: (tx, event) => noteCheck(tx, event, false),
  [checkDeleted.kind]: forgetCheck,
  [checkPaused.kind]: forgetCheck,
  [checkRested.kind]: forgetCheck,
  [alertOpened.kind]: noteAlert,
  [alertRecovered.kind]: noteRecovery,
}

export const signalsReaction: Reaction = {
  name: 'maintenance.signals',
  on: [checkWentDown, checkCameUp, checkDeleted, checkPaused, checkRested, alertOpened, alertRecovered],
  react: async (event, tx) => reactions[event.kind]?.(tx, event),
}
