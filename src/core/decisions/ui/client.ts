/** The routes of decisions for their screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { decision, decisionsContract } from '../contract/contract.ts'

export const useDecisions = () => useClient<typeof decisionsContract>('decisions')
/** Owners and those who are asked are people. */

/** What a change of a decision makes stale: itself, cards and watchers, what the log tells, and what waits on the first screen. */
export const TOUCHES = ['decisions', 'records', 'comments', 'links', 'operation']

export type Decision = z.input<typeof decision>
export type View = Decision['views'][number]
