/** Operation's routes for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { auditEvent, verification } from '../contract/audit.ts'
import type { operationContract } from '../contract/contract.ts'
import type { nowItem } from '../contract/now.ts'
import type { setting } from '../contract/settings.ts'

export const useOperation = () => useClient<typeof operationContract>('operation')

type Routes = typeof operationContract
export type AuditEvent = z.input<typeof auditEvent>
export type Verification = z.input<typeof verification>
export type NowItem = z.input<typeof nowItem>
export type Setting = z.input<typeof setting>
export type Health = AnswerOf<Routes['readHealth']>
export type DeadJob = AnswerOf<Routes['listDeadJobs']>['items'][number]
export type Parked = AnswerOf<Routes['listParkedReactions']>['items'][number]
export type LateDeadline = AnswerOf<Routes['listLateDeadlines']>['items'][number]
