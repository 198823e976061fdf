/** What monitoring contributes to the server. */
import { SECOND_MS } from '#kit/time.ts'
import { openHostReader } from '#platform/host/open.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { keepCollection } from '#features/telemetry/public.ts'
import { Collector } from './actions/collect.ts'
import { askToLearn, LEARN_EVERY_MS, learnJob } from './actions/learn-baselines.ts'
import { monitoringCodes, monitoringContract } from './contract/contract.ts'
import { READ_FIGURES } from './domain/permissions.ts'
import { COLLECT_SECONDS } from './domain/steps.ts'
import { monitoringHandlers } from './http/handlers.ts'
import { needsNow } from './queries/needs-now.ts'

export const monitoringModule: ModuleFactory = (platform) => {
  const collector = new Collector(platform, openHostReader(platform.config.dataFolder), (collection) =>
    keepCollection(platform, collection),
  )
  const learning = learnJob(platform)
  return {
    name: 'monitoring',
    codes: [monitoringCodes],
    permissions: [{ name: READ_FIGURES, allows: 'See what is measured of applications, now and over time.' }],
    contract: monitoringContract,
    handlers: monitoringHandlers(platform),
    jobs: [learning],
    routines: [
      { name: 'monitoring.collect', everyMs: COLLECT_SECONDS * SECOND_MS, on: 'every_node', run: () => collector.collect() },
      { name: 'monitoring.learn', everyMs: LEARN_EVERY_MS, on: 'worker_nodes', run: () => askToLearn(platform, learning) },
    ],
    now: (caller) => needsNow({ platform, caller }),
  }
}
