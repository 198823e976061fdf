/** Routes of databases for their screens, and the environments of the catalog. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { Unit as FigureUnit } from '#design/time/format.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { databasesContract } from '../contract/contract.ts'
import type { Unit } from '../domain/metrics.ts'

export const useDatabases = () => useClient<typeof databasesContract>('databases')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Database = AnswerOf<(typeof databasesContract)['listDatabases']>['items'][number]
export type WholeDatabase = AnswerOf<(typeof databasesContract)['readDatabase']>
export type Todo = WholeDatabase['todo'][number]
export type Lack = WholeDatabase['lacks'][number]
export type Statement = AnswerOf<(typeof databasesContract)['listStatements']>['items'][number]
export type SlowStatement = AnswerOf<(typeof databasesContract)['listSlowStatements']>['items'][number]
export type Trial = AnswerOf<(typeof databasesContract)['tryDatabase']>

/** Parts whose screens show what a change of a database changes. */
export const TOUCHES = ['databases', 'records']

/** How a measured value is shown: a ratio as per cent, seconds as milliseconds. */
export function shownAs(unit: Unit): { readonly unit: FigureUnit; readonly factor: number } {
  const shown: Readonly<Record<Unit, { unit: FigureUnit; factor: number }>> = {
    '1': { unit: 'percent', factor: 100 },
    s: { unit: 'ms', factor: 1_000 },
    By: { unit: 'bytes', factor: 1 },
    'By/s': { unit: 'bytes/s', factor: 1 },
    '{connection}': { unit: 'count', factor: 1 },
    '{wait}': { unit: 'count', factor: 1 },
    '{statement}': { unit: 'count', factor: 1 },
    '{transaction}': { unit: 'count', factor: 1 },
    '{ratio}': { unit: 'number', factor: 1 },
    '/s': { unit: 'per_second', factor: 1 },
  }
  return shown[unit]
}
