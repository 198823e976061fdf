/** What monitoring contributes to the server. */
import { SECOND_MS } from '#kit/time.ts'
import { openHostReader } from '#platform/host/open.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { Collector } from './actions/collect.ts'
import { SampleWriter } from './actions/sample-writer.ts'
import { monitoringCodes, monitoringContract, READ_FIGURES } from './contract.ts'
import { COLLECT_SECONDS } from './domain/steps.ts'
import { monitoringHandlers } from './http/handlers.ts'
import { needsNow } from './queries/needs-now.ts'

/** More often would cost the store a part for each block; less often would let more wait in memory. */
const WRITE_EVERY_MS = SECOND_MS

export const monitoringModule: ModuleFactory = (platform) => {
  const writer = new SampleWriter(platform)
  const collector = new Collector(platform, openHostReader(platform.config.dataFolder), writer)
  return {
    name: 'monitoring',
    codes: [monitoringCodes],
    permissions: [{ name: READ_FIGURES, allows: 'See what is measured of applications, now and over time.' }],
    contract: monitoringContract,
    handlers: monitoringHandlers(platform),
    routines: [
      { name: 'monitoring.collect', everyMs: COLLECT_SECONDS * SECOND_MS, on: 'every_node', run: () => collector.collect() },
      { name: 'monitoring.write', everyMs: WRITE_EVERY_MS, on: 'every_node', run: () => writer.flush() },
    ],
    now: (caller) => needsNow({ platform, caller }),
  }
}
