/** Routes of dashboards for its screens, and the catalog's, in which applications and their environments stand. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { dashboardsContract } from '../contract/contract.ts'
import type { Panel } from '../domain/panel.ts'

export const useDashboards = () => useClient<typeof dashboardsContract>('dashboards')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Evaluation = AnswerOf<(typeof dashboardsContract)['evaluate']>
export type Fault = Evaluation['items'][number]['faults'][number]
export type Metric = AnswerOf<(typeof dashboardsContract)['listMetrics']>['items'][number]

export type Dashboard = AnswerOf<(typeof dashboardsContract)['readDashboard']>
export type DashboardRow = AnswerOf<(typeof dashboardsContract)['listDashboards']>['items'][number]

/** What a change of dashboards makes stale. */
export const TOUCHES = ['dashboards', 'records']

/** Panels as the routes take them. */
export function copied(panels: readonly Panel[]): NonNullable<CallOf<(typeof dashboardsContract)['createDashboard']>['body']['panels']> {
  return panels.map((panel) => ({ ...panel, expressions: panel.expressions.map((one) => ({ ...one })) }))
}

/** Where expressions look: both by their prefixed ids. */
export interface Place {
  readonly applicationId: string
  readonly environmentId: string
}
