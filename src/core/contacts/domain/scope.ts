/** Where contacts belong: to their client, seen by the team only. */
import type { Scope } from '#kit/event.ts'

export function contactScope({ clientId, applicationId }: { readonly clientId: string; readonly applicationId: string | null }): Scope {
  return { clientId, applicationId, audience: 'internal' }
}
