/** Tells whoever draws components how they are, by their alerts; shows nothing itself. */
import { useEffect } from 'react'
import type { Slots } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { useAlerting } from './client.ts'

export function ComponentHealth({ applicationId, onHealth }: Slots['components.health']) {
  const enabled = useSession().permissions.has('alerting.alerts.read')
  const { data } = useRead(useAlerting(), 'readComponentHealth', { params: { id: applicationId } }, { enabled })
  useEffect(() => {
    if (data) onHealth(new Map(data.items.map(({ componentId, ...health }) => [componentId, health])))
  }, [data, onHealth])
  return null
}
