/** What coverage contributes to the server. It asks all others, so it is made after them. */
import { coverageEvents } from '#events/coverage.ts'
import type { Module } from '#platform/module.ts'
import { coverageContract } from './contract/contract.ts'
import { HAND_OVER, READ_COVERAGE } from './domain/permissions.ts'
import { coverageHandlers } from './http/handlers.ts'
import type { Needs } from './needs.ts'
import { contributedBy } from './parts.ts'

/** `modules` are those that may have columns or things to hand over. */
export function coverageModule(platform: Needs, modules: readonly Module[]): Module {
  return {
    name: 'coverage',
    events: coverageEvents,
    permissions: [
      { name: READ_COVERAGE, allows: 'See the coverage map, and what somebody holds who leaves.' },
      { name: HAND_OVER, allows: 'Give what somebody holds to others, as far as one may change it.' },
    ],
    contract: coverageContract,
    handlers: coverageHandlers(platform, contributedBy(modules)),
  }
}
