/** The route of search for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { searchContract, searchHit } from '../contract/contract.ts'

export const useSearch = () => useClient<typeof searchContract>('search')
export type Hit = z.input<typeof searchHit>
