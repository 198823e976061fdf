/** How the one who did something is called. */
import type { ActorRef } from '#kit/event.ts'
import { toId } from '#kit/ids.ts'
import { ERASED } from './sentence.ts'

export interface ShownActor {
  readonly kind: ActorRef['kind']
  readonly id: string
  readonly name: string
}

/** `names` by UUID of the person or API key; a person who is not there was erased. */
export function showActor({ kind, id }: ActorRef, names: ReadonlyMap<string, { readonly name: string }>): ShownActor {
  if (kind === 'person') return { kind, id: toId('person', id), name: names.get(id)?.name ?? ERASED }
  if (kind === 'contact') return { kind, id: toId('contact', id), name: 'A contact' }
  if (kind === 'api_key') return { kind, id: toId('api_key', id), name: names.get(id)?.name ?? 'An API key' }
  return { kind, id, name: kind === 'system' ? `Pitcrew (${id})` : 'Somebody who was not signed in' }
}
