/**
 * Turns events into what people read. Knows the sentences of all kinds of events once `app` has handed them over, because the
 * timeline and the audit trail tell about every feature without knowing any.
 */
import { apiKeysByIds, peopleByIds } from '#core/identity/public.ts'
import type { ActorRef, EventKind, SealedEvent } from '#kit/event.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { TimelineEntry } from './contract/contract.ts'
import { showActor, type KeyName } from './domain/actor.ts'
import { germanSentenceOf, sentenceOf } from './domain/sentence.ts'

export class EventWords {
  #kinds: ReadonlyMap<string, EventKind> = new Map()

  /** Every kind that a module declares. */
  declare(kinds: readonly EventKind[]): void {
    this.#kinds = new Map(kinds.map((kind) => [kind.kind, kind]))
  }

  /** In the order of the events. An event of a kind that this program does not know is told by its kind. */
  async tell(tx: Tx, events: readonly SealedEvent[]): Promise<TimelineEntry[]> {
    const names = await actorNames(
      tx,
      events.map(({ actor }) => actor),
    )
    return events.map(({ id, seq, at, kind, actor, particulars }) => {
      const declared = this.#kinds.get(kind)
      const sentence = declared ? sentenceOf(declared, particulars) : kind
      return { id, seq, at, kind, actor: showActor(actor, names), sentence, particulars: { ...particulars } }
    })
  }

  /** What an event says to a reader of German; undefined for a kind that this program does not know. */
  async inGerman({ kind, particulars }: Pick<SealedEvent, 'kind' | 'particulars'>): Promise<string | undefined> {
    const declared = this.#kinds.get(kind)
    if (declared === undefined) return undefined
    // Read when the first German mail is written, not when the program starts.
    const { german } = await import('./domain/german.gen.ts')
    return germanSentenceOf(declared, particulars, german)
  }
}

type ActorNames = ReadonlyMap<string, { readonly name: string; readonly key?: KeyName }>

/** Names for `showActor` by UUID: people, and API keys with whose they are. */
export async function actorNames(tx: Tx, actors: readonly ActorRef[]): Promise<ActorNames> {
  const idsOf = (kind: ActorRef['kind']) => actors.filter((actor) => actor.kind === kind).map(({ id }) => id)
  const people = await peopleByIds(tx, idsOf('person'))
  const keys = await apiKeysByIds(tx, idsOf('api_key'))
  const keyNames = [...keys].map(
    ([id, { name, ownerName }]) => [id, { name: `${name} (API key of ${ownerName})`, key: { name, owner: ownerName } }] as const,
  )
  return new Map<string, { readonly name: string; readonly key?: KeyName }>([...people, ...keyNames])
}

const opened = new WeakMap<object, EventWords>()

/** The one `EventWords` of a platform; opened when first asked for. */
export function eventWordsOf(platform: Pick<Platform, 'log'>): EventWords {
  const known = opened.get(platform.log)
  if (known) return known
  const words = new EventWords()
  opened.set(platform.log, words)
  return words
}
