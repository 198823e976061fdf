/** Routes of checks for their screens, and the environments of the catalog. */
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { checksContract } from '../contract/contract.ts'

export const useChecks = () => useClient<typeof checksContract>('checks')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Listed = AnswerOf<(typeof checksContract)['listChecks']>['items'][number]
export type Check = Listed['check']
export type Course = AnswerOf<(typeof checksContract)['readCourse']>
export type Trial = AnswerOf<(typeof checksContract)['tryCheck']>
export type Split = Trial['split']
export type SettingsSent = CallOf<(typeof checksContract)['createCheck']>['body']['settings']
export type Environment = AnswerOf<(typeof catalogContract)['listEnvironments']>['items'][number]

/** What a write on a check changes elsewhere. */
export const TOUCHES = ['checks', 'records', 'operation']
