/** The live stream as a browser holds it: when it ends, for example because rights changed, it goes on where it was. */
import { setTimeout as wait } from 'node:timers/promises'
import type { StreamedEvent } from '#kit/stream.ts'
import { until } from './until.ts'
import type { Visitor } from './visitor.ts'

/** A browser waits 2 s. */
const RECONNECT_MS = 100

/** Listens from the moment it is made until it is closed. */
export class LiveListener {
  readonly #visitor: Visitor
  readonly #closing = new AbortController()
  #text = ''

  constructor(visitor: Visitor) {
    this.#visitor = visitor
    void this.#listen()
  }

  /** Resolves when the stream stands. */
  async stands(): Promise<void> {
    await until(() => this.#text.includes('event: hello'), { what: 'the live stream' })
  }

  /** Resolves with the first event of this kind about this record (prefixed id), also one that was heard before. */
  heard(kind: string, id: string): Promise<StreamedEvent> {
    const find = () => this.#events().find((event) => event.kind === kind && event.record.id === id)
    return until(find, { what: `${kind} of ${id} on the live stream` })
  }

  close(): void {
    this.#closing.abort()
  }

  #events(): readonly StreamedEvent[] {
    const lines = [...this.#text.matchAll(/^event: event\ndata: (.*)\n\n/gm)]
    return lines.map(([, data = '']) => JSON.parse(data) as StreamedEvent)
  }

  async #listen(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      // Its end is an error when the server was killed or we close it; only what was heard counts.
      await this.#hear().catch(() => undefined)
      await wait(RECONNECT_MS)
    }
  }

  async #hear(): Promise<void> {
    const after = [...this.#text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1]
    const { body } = await this.#visitor.listen(after, this.#closing.signal)
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) this.#text += text
  }
}
