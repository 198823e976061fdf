/** What checks contribute to the server. */
import { checkEvents } from '#events/checks.ts'
import type { ModuleFactory, Routine } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { checkFiles } from './actions/files.ts'
import { openResultKeeper } from './actions/keep-results.ts'
import { Prober, SETTLE_EVERY_MS, TURN_EVERY_MS } from './actions/prober.ts'
import { checksCodes } from './contract/codes.ts'
import { checksContract } from './contract/contract.ts'
import { LEASE_EVERY_MS } from './domain/limits.ts'
import { APPROVE_TARGETS, READ_CHECKS, WRITE_CHECKS } from './domain/permissions.ts'
import { checksHandlers } from './http/handlers.ts'
import { needsNow } from './queries/needs-now.ts'
import { addressReaction } from './reactions/addresses.ts'
import { restReaction } from './reactions/rest.ts'

export const checksModule: ModuleFactory = (platform) => ({
  name: 'checks',
  codes: [checksCodes],
  events: checkEvents,
  permissions: [
    { name: READ_CHECKS, allows: 'See checks, how they are and what they found.' },
    { name: WRITE_CHECKS, allows: 'Add, change, try, pause and delete checks.' },
    { name: APPROVE_TARGETS, allows: 'Approve that a check asks a machine in a private network.' },
  ],
  contract: checksContract,
  handlers: checksHandlers(platform),
  configuration: [checkFiles(platform)],
  reactions: [addressReaction(platform), restReaction(platform)],
  routines: probing(platform),
  now: (caller) => needsNow({ platform, caller }),
})

/** Results are handed on by every node: one that lost the role may still have some. */
function probing(platform: Platform): readonly Routine[] {
  const keeper = openResultKeeper(platform)
  const prober = new Prober(platform, (results) => keeper.keep(results))
  return [
    { name: 'checks.hold', everyMs: LEASE_EVERY_MS, on: 'probe_nodes', run: () => prober.hold() },
    { name: 'checks.turn', everyMs: TURN_EVERY_MS, on: 'probe_nodes', run: () => prober.turn() },
    { name: 'checks.settle', everyMs: SETTLE_EVERY_MS, on: 'probe_nodes', run: () => prober.settle() },
    { name: 'checks.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: () => keeper.run() },
  ]
}
