/** The routes of saved views for their screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { savedView, viewsContract } from '../contract/contract.ts'

export const useViews = () => useClient<typeof viewsContract>('views')

export type View = z.input<typeof savedView>

/** What a change of views makes stale. */
export const TOUCHES = ['views', 'records']
