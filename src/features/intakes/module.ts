/** What intakes contribute to the server. */
import { intakesEvents } from '#events/intakes.ts'
import type { DueKind, ModuleFactory, Retention } from '#platform/module.ts'
import type { Needs } from './access/needs.ts'
import { intakesPersonal } from './actions/erasure.ts'
import { expireAlerts, TAKE_APART, takeApart } from './actions/expire.ts'
import { EXPIRE } from './actions/take.ts'
import { intakeCodes } from './contract/codes.ts'
import { intakesContract } from './contract/contract.ts'
import { READ_SOURCES, WRITE_SOURCES } from './domain/permissions.ts'
import { sourceHandlers, toolHandlers } from './http/handlers.ts'
import { forgetSaid } from './store/alerts.ts'
import { forgetTally } from './store/tally.ts'

const saidRetention: Retention = {
  kind: 'intakes.alerts',
  title: 'What other tools said of alerts',
  sentence: 'Descriptions and annotations of alerts of other tools, counted from when the tool said that they are over. The alerts stay.',
  days: 90,
  daysMin: 7,
  remove: forgetSaid,
}

const tallyRetention: Retention = {
  kind: 'intakes.tally',
  title: 'Counts of alert sources',
  sentence: 'How much came of each alert source in an hour and what was refused, counted from that hour.',
  days: 30,
  daysMin: 2,
  remove: forgetTally,
}

/** What falls due. */
export const intakesDue = (needs: Needs): readonly DueKind[] => [
  { kind: EXPIRE, fall: (id, tx) => expireAlerts(needs, tx, id) },
  { kind: TAKE_APART, fall: (id, tx) => takeApart(needs, tx, id) },
]

export const intakesModule: ModuleFactory = (platform) => ({
  name: 'intakes',
  codes: [intakeCodes],
  events: intakesEvents,
  permissions: [
    { name: READ_SOURCES, allows: 'See which tools send their alerts here, how much comes, and what was refused and why.' },
    { name: WRITE_SOURCES, allows: 'Add, change, renew, test and remove the sources of alerts of other tools.' },
  ],
  contract: intakesContract,
  handlers: { ...sourceHandlers(platform), ...toolHandlers(platform, platform.clock.now()) },
  due: intakesDue(platform),
  personal: intakesPersonal,
  retention: [saidRetention, tallyRetention],
})
