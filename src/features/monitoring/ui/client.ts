/** Monitoring's routes for its screens, and the catalog's list, in which Pitcrew's own application stands. */
import type { z } from 'zod'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { Unit as FigureUnit } from '#design/time/format.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { figuresMessage, monitoringContract } from '../contract/contract.ts'
import type { Unit } from '../domain/metrics.ts'

export const useMonitoring = () => useClient<typeof monitoringContract>('monitoring')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Figure = AnswerOf<(typeof monitoringContract)['listFigures']>['items'][number]
export type Course = AnswerOf<(typeof monitoringContract)['readFigure']>
export type EnvironmentOverview = AnswerOf<(typeof monitoringContract)['readOverview']>
export type SignalFigure = EnvironmentOverview['items'][number]
export type FiguresMessage = z.input<typeof figuresMessage>

/** Spelt out because the contract itself, with its schemas, stays out of the browser; the type holds both together. */
export const FIGURES_TOPIC: (typeof import('../contract/contract.ts'))['FIGURES_TOPIC'] = 'monitoring.figures'

/** How a measured value is shown: a ratio as per cent, seconds as milliseconds. */
export function shownAs(unit: Unit): { readonly unit: FigureUnit; readonly factor: number } {
  const shown: Readonly<Record<Unit, { unit: FigureUnit; factor: number }>> = {
    '1': { unit: 'percent', factor: 100 },
    s: { unit: 'ms', factor: 1_000 },
    By: { unit: 'bytes', factor: 1 },
    'By/s': { unit: 'bytes/s', factor: 1 },
    '{thread}': { unit: 'number', factor: 1 },
    '{request}/s': { unit: 'per_second', factor: 1 },
  }
  return shown[unit]
}
