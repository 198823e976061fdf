/** Looks whether something rings for whoever sits here; the dialog and its sound are fetched when something does. */
import { lazy, Suspense } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { refresh, useRead } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { useChannels } from './client.ts'

const RingDialog = lazy(() => import('./ring-dialog.tsx').then((module) => ({ default: module.RingDialog })))

/** Spelt out because the server's part stays out of the browser; the type holds both together. */
const RINGS_TOPIC: (typeof import('../domain/rings.ts'))['RINGS_TOPIC'] = 'channels.rings'

export function Rings() {
  const channels = useChannels()
  const queries = useQueryClient()
  const { data } = useRead(channels, 'listRings', {})
  useLive(RINGS_TOPIC, () => void refresh(queries, ['channels']))
  const items = data?.items ?? []
  return <Suspense fallback={null}>{items.length > 0 ? <RingDialog items={items} /> : null}</Suspense>
}
