/** How the one who did something is called. */
import { ERASED } from '#kit/erased.ts'
import type { ActorRef } from '#kit/event.ts'
import { toId } from '#kit/ids.ts'

export interface ShownActor {
  readonly kind: ActorRef['kind']
  readonly id: string
  readonly name: string
  /** Of an API key that is still known; null for everybody else. */
  readonly key: KeyName | null
}

/** An API key, and whose it is. */
export interface KeyName {
  readonly name: string
  readonly owner: string
}

/** As `showActor` names them, for readers of German. */
export function germanActor(actor: Pick<ActorRef, 'kind'> & Pick<ShownActor, 'name' | 'key'>): string {
  if (actor.kind === 'contact') return 'Ein Kontakt'
  if (actor.kind === 'nobody') return 'Jemand ohne Anmeldung'
  if (actor.kind === 'api_key') return actor.key ? `${actor.key.name} (API-Schlüssel von ${actor.key.owner})` : 'Ein API-Schlüssel'
  return actor.name === ERASED ? 'Eine gelöschte Person' : actor.name
}

/** `names` by UUID of the person or API key; a person who is not there was erased. */
export function showActor(
  { kind, id }: ActorRef,
  names: ReadonlyMap<string, { readonly name: string; readonly key?: KeyName }>,
): ShownActor {
  const known = names.get(id)
  if (kind === 'person') return { kind, id: toId('person', id), name: known?.name ?? ERASED, key: null }
  if (kind === 'contact') return { kind, id: toId('contact', id), name: 'A contact', key: null }
  if (kind === 'api_key') return { kind, id: toId('api_key', id), name: known?.name ?? 'An API key', key: known?.key ?? null }
  return { kind, id, name: kind === 'system' ? `Pitcrew (${id})` : 'Somebody who was not signed in', key: null }
}
