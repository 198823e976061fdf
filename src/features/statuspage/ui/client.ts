/** Routes of status pages for their screens. */
import { useClient } from '#design/session/client.ts'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { statuspageContract } from '../contract/contract.ts'

export const useStatusPages = () => useClient<typeof statuspageContract>('statuspage')

export type ListedPage = AnswerOf<(typeof statuspageContract)['listPages']>['items'][number]
export type StatusPage = AnswerOf<(typeof statuspageContract)['readPage']>
export type PageChange = CallOf<(typeof statuspageContract)['changePage']>['body']
export type Component = StatusPage['components'][number]
export type Standing = AnswerOf<(typeof statuspageContract)['readStanding']>
export type Post = AnswerOf<(typeof statuspageContract)['listPosts']>['items'][number]

/** Parts whose screens show what a write here changes. */
export const TOUCHES = ['statuspage', 'records', 'operation']
