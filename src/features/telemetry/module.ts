/** What telemetry contributes to the server. */
import { telemetryEvents } from '#events/telemetry.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { Keeper } from './actions/keeper.ts'
import { askForRollUp, ROLL_UP_EVERY_MS, rollUpJob } from './actions/roll-up.ts'
import { tellArrivals } from './actions/tell-arrivals.ts'
import { telemetryCodes } from './contract/codes.ts'
import { telemetryContract } from './contract/contract.ts'
import { READ_INTAKE, WRITE_KEYS } from './contract/keys.ts'
import { telemetryHandlers } from './http/handlers.ts'
import { intakeOf, keyBookOf } from './public.ts'

export const telemetryModule: ModuleFactory = (platform) => {
  const book = keyBookOf(platform)
  const intake = intakeOf(platform)
  const keeper = new Keeper(platform, intake, (rows) => tellArrivals(platform, rows))
  intake.keptBy(() => keeper.run())
  const rollUp = rollUpJob(platform)
  return {
    name: 'telemetry',
    codes: [telemetryCodes],
    events: telemetryEvents,
    permissions: [
      { name: READ_INTAKE, allows: 'See what arrives of applications, from where, and what was refused and why.' },
      { name: WRITE_KEYS, allows: 'Make and revoke the write-only keys with which measurements are sent.' },
    ],
    contract: telemetryContract,
    handlers: telemetryHandlers({ platform, book, intake }),
    jobs: [rollUp],
    routines: [
      { name: 'telemetry.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: () => keeper.run() },
      { name: 'telemetry.roll_up', everyMs: ROLL_UP_EVERY_MS, on: 'worker_nodes', run: () => askForRollUp(platform, rollUp) },
    ],
  }
}
