/** What this program tells people of: every declaration of every part, once `app` has handed them over. */
import type { Notifies, NoticeTopic } from '#platform/module.ts'

export class Topics {
  readonly #byKind: ReadonlyMap<string, readonly Notifies[]>
  readonly #topics: ReadonlyMap<string, NoticeTopic>

  constructor(notifies: readonly Notifies[]) {
    this.#byKind = new Map(notifies.map(({ on }) => [on.kind, notifies.filter((other) => other.on.kind === on.kind)]))
    this.#topics = new Map(notifies.map(({ topic }) => [topic.key, topic]))
  }

  /** By the kind of an event. */
  of(kind: string): readonly Notifies[] {
    return this.#byKind.get(kind) ?? []
  }

  /** A topic of a part that is gone keeps its key. */
  topic(key: string): NoticeTopic {
    return this.#topics.get(key) ?? { key, title: key }
  }

  knows(key: string): boolean {
    return this.#topics.has(key)
  }

  /** By title. */
  all(): readonly NoticeTopic[] {
    return [...this.#topics.values()].toSorted((a, b) => (a.title < b.title ? -1 : 1))
  }
}
