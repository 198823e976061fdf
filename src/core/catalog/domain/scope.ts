/** Where things of the catalog belong. Clients' contacts see their own, so the audience is always `client`. */
import type { Scope } from '#kit/event.ts'

/** Of a client as a whole. */
export function clientScope(clientId: string | null): Scope {
  return { clientId, applicationId: null, audience: 'client' }
}

/** Of the organisation as a whole: for adding clients, and applications that belong to none. */
export const organisationsOwn: Scope = clientScope(null)

/** Also of everything within an application. */
export function applicationScope(applicationId: string, clientId: string | null): Scope {
  return { clientId, applicationId, audience: 'client' }
}
