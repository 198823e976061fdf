/** Routes of errors for their screens. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { errorsContract } from '../contract/contract.ts'

export const useErrors = () => useClient<typeof errorsContract>('errors')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

/** What a change of a group makes stale: errors, what the log tells about them, what is found. */
export const TOUCHES = ['errors', 'records', 'search']

export type GroupRow = AnswerOf<(typeof errorsContract)['listGroups']>['items'][number]
export type Group = AnswerOf<(typeof errorsContract)['readGroup']>
export type ShownError = AnswerOf<(typeof errorsContract)['readError']>
export type Exception = ShownError['exceptions'][number]
export type Frame = Exception['frames'][number]
export type Feedback = AnswerOf<(typeof errorsContract)['listFeedback']>['items'][number]
export type ErrorFile = Feedback['files'][number]
export type MappedRelease = AnswerOf<(typeof errorsContract)['listSourceMaps']>['items'][number]
export type Release = AnswerOf<(typeof errorsContract)['listReleases']>['items'][number]

/** Where a browser saves a file from. */
export function contentPath(id: string): string {
  return `/api/pitcrew/v1/error-files/${id}/content`
}
