/** What a caller reaches in the form in which the event log asks for it. */
import { recordAreasOf } from '#core/identity/public.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { VisibleScope } from '#platform/log/log.ts'

/** All events, whoever they are for. */
export const everyEvent: readonly VisibleScope[] = [
  { clientId: null, applicationId: null, audiences: ['restricted', 'internal', 'client', 'public'] },
]

/** The events that the caller may see with this permission; none gives none. */
export function visibleTo(caller: Caller, permission: string): readonly VisibleScope[] {
  return recordAreasOf(caller, permission)
}
