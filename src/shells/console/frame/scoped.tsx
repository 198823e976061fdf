/** Keeps the client and the application that everything is filtered by, and the names to choose from. */
import { type ReactNode, useMemo } from 'react'
import { useLocation, useRouter } from '@tanstack/react-router'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { type Scope, SCOPE_KEYS, ScopeProvider } from '#design/navigation/scope.ts'
import { useClient, useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'

/** As many as one answer holds; the palette finds the others. */
const NAMES_MAX = 200

export function Scoped({ children }: { readonly children: ReactNode }) {
  const { permissions } = useSession()
  const catalog = useClient<typeof catalogContract>('catalog')
  const query = { limit: NAMES_MAX }
  const clients = useRead(catalog, 'listClients', { query }, { enabled: permissions.has('catalog.clients.read') })
  const applications = useRead(catalog, 'listApplications', { query }, { enabled: permissions.has('catalog.applications.read') })
  const { history } = useRouter()
  const search = useLocation({ select: (location) => location.searchStr })

  const scope = useMemo<Scope>(() => {
    const present = new URLSearchParams(search)
    return {
      clientId: present.get('client') ?? undefined,
      applicationId: present.get('application') ?? undefined,
      clients: clients.data?.items ?? [],
      applications: (applications.data?.items ?? []).map((one) => ({ id: one.id, name: one.name, clientId: one.client?.id ?? null })),
      choose: (chosen) => {
        const next = new URLSearchParams(history.location.search)
        for (const key of SCOPE_KEYS) next.delete(key)
        if (chosen.clientId) next.set('client', chosen.clientId)
        if (chosen.applicationId) next.set('application', chosen.applicationId)
        const text = next.toString()
        history.push(`${history.location.pathname}${text ? `?${text}` : ''}`)
      },
    }
  }, [search, clients.data, applications.data, history])
  return <ScopeProvider value={scope}>{children}</ScopeProvider>
}
