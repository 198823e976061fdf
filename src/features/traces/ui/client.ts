/** Routes of traces for their screens. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { tracesContract } from '../contract/contract.ts'

export const useCatalog = () => useClient<typeof catalogContract>('catalog')
export const useTraces = () => useClient<typeof tracesContract>('traces')

export type Trace = AnswerOf<(typeof tracesContract)['listTraces']>['items'][number]
export type WholeTrace = AnswerOf<(typeof tracesContract)['readTrace']>
export type Step = WholeTrace['spans'][number]
export type Detail = AnswerOf<(typeof tracesContract)['readSpan']>
export type ServiceMap = AnswerOf<(typeof tracesContract)['readServiceMap']>
