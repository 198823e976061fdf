/** What alerting contributes to the server. */
import { recordKindsOf } from '#core/records/public.ts'
import { alertingEvents } from '#events/alerting.ts'
import type { DueKind, ModuleFactory, Reaction, Retention } from '#platform/module.ts'
import type { RuleBook } from './access/rule-book.ts'
import { DECIDE_AGAIN, RAISE_EVIDENCE, REMIND, TURN_AGAIN } from './actions/about.ts'
import { remind } from './actions/acknowledge.ts'
import { alertingPersonal } from './actions/erasure.ts'
import { ruleFiles } from './actions/files.ts'
import { decideAgain, raiseEvidence } from './actions/end-alert.ts'
import { AGGREGATE_EVERY_MS, TURN_EVERY_MS } from './actions/running.ts'
import { turnCheck } from './actions/turn-check.ts'
import { turnErrors } from './actions/turn-errors.ts'
import { turnAgain } from './actions/turn-target.ts'
import { alertCodes } from './contract/codes.ts'
import { alertingContract } from './contract/contract.ts'
import { alertKind } from './contract/kind.ts'
import { READ_ALERTS, WRITE_ALERTS, WRITE_RULES } from './domain/permissions.ts'
import { alertingHandlers } from './http/handlers.ts'
import { alertNotifies } from './notifies.ts'
import { alertsNow } from './queries/alerts.ts'
import { runningOf } from './public.ts'
import { checkReaction } from './reactions/checks.ts'
import { errorReaction } from './reactions/errors.ts'
import { pageReaction } from './reactions/pages.ts'
import { windowReaction } from './reactions/windows.ts'
import { forgetTransitions } from './store/watches.ts'

type Following = Parameters<typeof decideAgain>[0]

const transitionRetention: Retention = {
  kind: 'alerting.transitions',
  title: 'Changes of watches',
  sentence: 'When a rule began and ceased to fire on one target and why, counted from then. Alerts and their timelines stay.',
  days: 90,
  daysMin: 7,
  remove: forgetTransitions,
}

/** What follows the log. */
export const alertingReactions = (platform: Following, book: RuleBook): readonly Reaction[] => [
  checkReaction((event, tx) => turnCheck(platform, book, event, tx)),
  errorReaction((event, tx) => turnErrors(platform, book, event, tx)),
  pageReaction(platform),
  windowReaction(platform),
]

/** What falls due. */
export const alertingDue = (platform: Following, book: RuleBook): readonly DueKind[] => [
  { kind: DECIDE_AGAIN, fall: (id, tx) => decideAgain(platform, book, tx, id) },
  { kind: RAISE_EVIDENCE, fall: (id, tx) => raiseEvidence(platform, book, tx, id) },
  { kind: REMIND, fall: (id, tx) => remind(platform, tx, id) },
  { kind: TURN_AGAIN, fall: (id, tx) => turnAgain(platform, book, tx, id) },
]

export const alertingModule: ModuleFactory = (platform) => {
  recordKindsOf(platform).declare(alertKind)
  const { book, turn, aggregate } = runningOf(platform)
  return {
    name: 'alerting',
    codes: [alertCodes],
    events: alertingEvents,
    permissions: [
      { name: READ_ALERTS, allows: 'See alerts, the rules behind them, and silences.' },
      { name: WRITE_RULES, allows: 'Add, change and delete rules of applications.' },
      { name: WRITE_ALERTS, allows: 'Acknowledge alerts, and silence them for a time.' },
    ],
    contract: alertingContract,
    handlers: alertingHandlers(platform),
    configuration: [ruleFiles(platform)],
    reactions: alertingReactions(platform, book),
    due: alertingDue(platform, book),
    notifies: alertNotifies,
    personal: alertingPersonal,
    retention: [transitionRetention],
    routines: [
      { name: 'alerting.turn', everyMs: TURN_EVERY_MS, on: 'every_node', run: turn },
      { name: 'alerting.aggregate', everyMs: AGGREGATE_EVERY_MS, on: 'worker_nodes', run: aggregate },
    ],
    now: (caller) => alertsNow({ platform, caller }),
  }
}
