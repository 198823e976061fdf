/**
 * The client and the application that everything is filtered by. They stand in the address (`?client=…&application=…`) and
 * every link inside the console carries them on, so a filtered view can be sent to somebody. Names come with them, because
 * many screens must name a client or application that they hold only the id of.
 */
import { createContext, useContext } from 'react'

export interface ScopedName {
  readonly id: string
  readonly name: string
}

export interface ScopedApplication extends ScopedName {
  /** Null: the organisation's own. */
  readonly clientId: string | null
}

export interface Scope {
  readonly clientId: string | undefined
  readonly applicationId: string | undefined
  readonly clients: readonly ScopedName[]
  readonly applications: readonly ScopedApplication[]
  readonly choose: (scope: { readonly clientId?: string | undefined; readonly applicationId?: string | undefined }) => void
}

const nothing: Scope = { clientId: undefined, applicationId: undefined, clients: [], applications: [], choose: () => undefined }
const ScopeContext = createContext<Scope>(nothing)
export const ScopeProvider = ScopeContext.Provider

export function useScope(): Scope {
  return useContext(ScopeContext)
}

/** Names an id that is a client or an application; the id itself when it is neither or out of reach. */
export function nameIn(scope: Scope, id: string): string {
  return scope.applications.find((one) => one.id === id)?.name ?? scope.clients.find((one) => one.id === id)?.name ?? id
}

export const SCOPE_KEYS = ['client', 'application'] as const

/** Adds the scope of the present address to another one, unless that says its own. */
export function keepScope(to: string, present: string): string {
  const before = new URLSearchParams(present)
  const [rest, hash] = to.split('#')
  const [path, query] = (rest ?? '').split('?')
  const search = new URLSearchParams(query ?? '')
  for (const key of SCOPE_KEYS) {
    const value = before.get(key)
    if (value && !search.has(key)) search.set(key, value)
  }
  const text = search.toString()
  return `${path}${text ? `?${text}` : ''}${hash ? `#${hash}` : ''}`
}
