/** The routes of plans for their screens. */
import type { z } from 'zod'
import type { identityContract } from '#core/identity/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { plan, planContract } from '../contract/contract.ts'

export const usePlans = () => useClient<typeof planContract>('plan')
/** Roles are held by people. */
export const useIdentity = () => useClient<typeof identityContract>('identity')

/** What a change of a plan makes stale: plans, which inherit from each other, and what the log tells. */
export const TOUCHES = ['plan', 'records']

export type PlanAnswer = z.input<typeof plan>
export type Sourced = PlanAnswer['values'][number]
export type Origin = PlanAnswer['origins'][number]
export type Value = Sourced['value']
