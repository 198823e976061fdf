/** Routes of alerting for their screens. */
import { useClient } from '#design/session/client.ts'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import type { alertingContract } from '../contract/contract.ts'

export const useAlerting = () => useClient<typeof alertingContract>('alerting')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

/** What a change makes stale: alerts and silences, what the log tells about them, and the first screen. */
export const TOUCHES = ['alerting', 'records', 'operation']

export type AlertRow = AnswerOf<(typeof alertingContract)['listAlerts']>['items'][number]
export type Alert = AnswerOf<(typeof alertingContract)['readAlert']>
export type Silence = AnswerOf<(typeof alertingContract)['listSilences']>['items'][number]
export type NewSilence = CallOf<(typeof alertingContract)['createSilence']>['body']
export type Matcher = NewSilence['matchers'][number]
export type Rule = AnswerOf<(typeof alertingContract)['listRules']>['items'][number]
export type NewRule = CallOf<(typeof alertingContract)['createRule']>['body']
export type Trial = AnswerOf<(typeof alertingContract)['tryRule']>
