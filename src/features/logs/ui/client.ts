/** Routes of logs for their screen, and the environments of the catalog. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { logsContract } from '../contract/contract.ts'

export type LogsContract = typeof logsContract

export const useLogs = () => useClient<LogsContract>('logs')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Line = AnswerOf<(typeof logsContract)['listLines']>['items'][number]
export type WholeLine = AnswerOf<(typeof logsContract)['readLine']>
export type Counts = AnswerOf<(typeof logsContract)['countLines']>

export type Facet = AnswerOf<(typeof logsContract)['listFacets']>['items'][number]
export type SavedSearch = AnswerOf<(typeof logsContract)['createSearch']>

/** Spelt out because the contract itself, with its schemas, stays out of the browser; the type holds both together. */
export const LINES_TOPIC: (typeof import('../contract/reading.ts'))['LINES_TOPIC'] = 'logs.lines'
