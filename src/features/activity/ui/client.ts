/** Routes of activity for its screens. */
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { activityContract } from '../contract/contract.ts'

export const useActivity = () => useClient<typeof activityContract>('activity')

export type Activity = AnswerOf<(typeof activityContract)['readActivity']>
export type FeatureRow = Activity['features'][number]
export type ApplicationRow = AnswerOf<(typeof activityContract)['listActivity']>['items'][number]
export type Moved = Activity['sessions']
