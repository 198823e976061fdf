/** Routes of the explorer and of dashboards. */
import type { Contract } from '#kit/contract.ts'
import { exploringRoutes } from './exploring.ts'
import { keepingRoutes } from './keeping.ts'

export const dashboardsContract = { ...exploringRoutes, ...keepingRoutes } satisfies Contract
