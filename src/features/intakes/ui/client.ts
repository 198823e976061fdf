/** Routes of intakes for their screens, and the environments and components of the catalog. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { intakesContract } from '../contract/contract.ts'

export const useIntakes = () => useClient<typeof intakesContract>('intakes')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Source = AnswerOf<(typeof intakesContract)['listSources']>['items'][number]
export type Origin = AnswerOf<(typeof intakesContract)['readOrigin']>['items'][number]
export type Made = AnswerOf<(typeof intakesContract)['createSource']>

/** Parts whose answers a change of a source changes. */
export const TOUCHES = ['intakes', 'alerting', 'records']
