/** From what a person filters the audit trail by to what the log is asked. Pure. */
import type { Audience, RecordRef } from '#kit/event.ts'
import { toUuid } from '#kit/ids.ts'

/** One part of what a caller may see; null: of any. */
export interface Part {
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audiences: readonly Audience[]
}

/** The parts narrowed to a client and an application; a part that lies elsewhere falls away. */
export function narrow(
  parts: readonly Part[],
  to: { readonly clientId?: string | undefined; readonly applicationId?: string | undefined },
): readonly Part[] {
  const fits = (part: string | null, wanted: string | undefined): boolean => part === null || wanted === undefined || part === wanted
  return parts
    .filter(({ clientId, applicationId }) => fits(clientId, to.clientId) && fits(applicationId, to.applicationId))
    .map((part) => ({ ...part, clientId: to.clientId ?? part.clientId, applicationId: to.applicationId ?? part.applicationId }))
}

/** Id of an actor as the log has it: the UUID behind a prefixed id, or the name of a job or reaction as it is. */
export function actorIdOf(typed: string): string {
  return toUuid('person', typed) ?? toUuid('contact', typed) ?? toUuid('api_key', typed) ?? typed
}

/** The filters as the log takes them, with those left out that were not given. */
export function searchOf<T>(filter: {
  readonly kind?: string | undefined
  readonly actor?: string | undefined
  readonly record?: RecordRef | undefined
  readonly from?: T | undefined
  readonly to?: T | undefined
}): { readonly kind?: string; readonly actorId?: string; readonly recordId?: string; readonly from?: T; readonly to?: T } {
  const { kind, actor, record, from, to } = filter
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(actor === undefined ? {} : { actorId: actorIdOf(actor) }),
    ...(record === undefined ? {} : { recordId: record.id }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}
