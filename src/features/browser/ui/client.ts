/** The routes of what browsers told, for its screen. */
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { browserContract } from '../contract/contract.ts'

export const useBrowser = () => useClient<typeof browserContract>('browser')
export type Glance = AnswerOf<(typeof browserContract)['readGlance']>
export type Pages = AnswerOf<(typeof browserContract)['readPages']>
