/** Alerting at work on a platform, for the tests of features that hand it alerts. */
import { alertingContract } from '#features/alerting/contract/contract.ts'
import { alertingHandlers } from '#features/alerting/http/handlers.ts'
import { alertingModule } from '#features/alerting/module.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'

/** What it follows and what falls due by it is to be declared by whoever opens it; `call` calls its routes. */
export function openAlerting(platform: Platform) {
  const { due = [], reactions = [] } = alertingModule(platform)
  return { due, reactions, call: calling(alertingContract, alertingHandlers(platform)) }
}
