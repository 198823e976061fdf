/** The routes of maintenance for its screens. */
import type { z } from 'zod'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { CallOf } from '#kit/contract.ts'
import type { maintenanceContract } from '../contract/contract.ts'
import type { window, windowRow } from '../contract/fields.ts'

export const useMaintenance = () => useClient<typeof maintenanceContract>('maintenance')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

/** What a change of windows makes stale: windows, what the log tells about them, and what is found. */
export const TOUCHES = ['maintenance', 'records', 'search']

export type WindowDetail = z.input<typeof window>
export type WindowRow = z.input<typeof windowRow>
export type Occurrence = WindowDetail['occurrences'][number]
export type Draft = CallOf<(typeof maintenanceContract)['planWindow']>['body']
