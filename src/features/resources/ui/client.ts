/** Routes of resources for their screens, and the environments of the catalog. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { resourcesContract } from '../contract/contract.ts'

export const useResources = () => useClient<typeof resourcesContract>('resources')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Capacity = AnswerOf<(typeof resourcesContract)['readCapacity']>
export type Gauge = Capacity['items'][number]
export type Findings = AnswerOf<(typeof resourcesContract)['listFindings']>
export type Finding = Findings['items'][number]

export type AuditRow = AnswerOf<(typeof resourcesContract)['listAudits']>['items'][number]
export type Audit = AnswerOf<(typeof resourcesContract)['readAudit']>

/** Parts whose screens show what a change of a finding changes. */
export const TOUCHES = ['resources', 'tasks', 'records']
