/** What on-call contributes to the server. */
import { oncallEvents } from '#events/oncall.ts'
import type { DueKind, ModuleFactory } from '#platform/module.ts'
import { settingsOf } from '#core/operation/public.ts'
import { channelsOf } from '#features/channels/public.ts'
import { pageFallsDue } from './actions/answer-page.ts'
import { Courier } from './actions/courier.ts'
import { CHANNEL_DUE, PAGE_DUE, type Paging } from './actions/paging.ts'
import { oncallFiles } from './actions/files.ts'
import { channelFallsDue } from './actions/settle-message.ts'
import { Watchdog } from './actions/watchdog.ts'
import { oncallCodes } from './contract/codes.ts'
import { oncallContract } from './contract/contract.ts'
import { deadManUrl } from './contract/settings.ts'
import { SELF_TEST_EVERY_MS, SWEEP_EVERY_MS, TESTS_EVERY_MS, WATCH_EVERY_MS } from './domain/limits.ts'
import { ANSWER_PAGES, READ_DUTY, READ_PAGES, WRITE_DUTY, WRITE_POLICIES } from './domain/permissions.ts'
import { oncallHandlers } from './http/handlers.ts'
import { oncallNotifies } from './notifies.ts'
import { oncallPersonal } from './actions/erasure.ts'
import { needsNow } from './queries/needs-now.ts'
import { pagerHealth } from './queries/pager-health.ts'
import { pagesReaction } from './reactions/pages.ts'
import { weeklyTests } from './routines/weekly-tests.ts'

export const oncallModule: ModuleFactory = (platform) => {
  const courier = new Courier(platform, channelsOf(platform))
  const { paging } = courier
  const watchdog = new Watchdog(platform, courier)
  settingsOf(platform).declare([deadManUrl])
  return {
    name: 'oncall',
    codes: [oncallCodes],
    events: oncallEvents,
    permissions: [
      { name: READ_DUTY, allows: 'See who is on duty when, and take a shift over.' },
      { name: WRITE_DUTY, allows: 'Make and change duty schedules, and put others on duty.' },
      { name: READ_PAGES, allows: 'See pages, whom they asked and what became of them.' },
      { name: ANSWER_PAGES, allows: 'Acknowledge, escalate and resolve pages.' },
      { name: WRITE_POLICIES, allows: 'Say how an application escalates.' },
    ],
    contract: oncallContract,
    handlers: oncallHandlers(platform, paging),
    configuration: [oncallFiles(platform)],
    reactions: [pagesReaction(paging)],
    due: pagingDue(paging),
    routines: [
      { name: 'oncall.hand_over', everyMs: SWEEP_EVERY_MS, on: 'worker_nodes', run: () => courier.sweep() },
      { name: 'oncall.weekly_tests', everyMs: TESTS_EVERY_MS, on: 'worker_nodes', run: () => weeklyTests(paging) },
      { name: 'oncall.watch', everyMs: WATCH_EVERY_MS, on: 'every_node', run: () => watchdog.look() },
      { name: 'oncall.self_test', everyMs: SELF_TEST_EVERY_MS, on: 'worker_nodes', run: () => watchdog.selfTest() },
    ],
    notifies: oncallNotifies,
    personal: oncallPersonal,
    now: (caller) => needsNow(paging, caller),
    health: async () => pagerHealth(platform, watchdog.looks ? await watchdog.faults() : null),
  }
}

/** What falls due of pages. */
export function pagingDue(paging: Paging): readonly DueKind[] {
  return [
    { kind: PAGE_DUE, fall: (record, tx) => pageFallsDue(paging, tx, record) },
    { kind: CHANNEL_DUE, fall: (record, tx) => channelFallsDue(paging, tx, record) },
  ]
}
