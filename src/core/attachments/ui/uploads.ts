/**
 * Files on their way from this page: announced, then sent, a few at a time. A try that failed is taken up where it stood, so that
 * a repeat adds nothing twice. They go on when one opens another page of the console, and end with the tab.
 */
import { Problem, type CallOptions, type Client } from '#design/session/client.ts'
import type { attachmentsContract } from '../contract/contract.ts'
import type { Attachment, Audience } from './client.ts'

/** A browser keeps six connections to one server; the page needs some of them. */
const AT_ONCE_MAX = 3
/** After these the same announcement is of no use any more. */
const SPENT = ['attachments.not_awaited', 'attachments.other_content', 'common.not_found']

export interface Upload {
  readonly key: string
  readonly name: string
  readonly bytes: number
  readonly sentBytes: number
  readonly state: 'waiting' | 'sending' | 'failed'
  /** Why it failed. */
  readonly problem: Problem | null
}

interface Held extends Upload {
  readonly file: File
  readonly audience: Audience
  readonly announced: Attachment | null
  readonly stop: AbortController
}

/** Where they go. */
export interface Destination {
  readonly record: string
  readonly client: Client<typeof attachmentsContract>
}

export class Uploads {
  readonly #destination: Destination
  readonly #watchers = new Set<() => void>()
  readonly #receivers = new Set<(attachment: Attachment) => void>()
  #held: readonly Held[] = []

  constructor(destination: Destination) {
    this.#destination = destination
  }

  /** The same list until something changes. */
  readonly list = (): readonly Upload[] => this.#held

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Told of each file that is there. */
  whenStored(receiver: (attachment: Attachment) => void): () => void {
    this.#receivers.add(receiver)
    return () => this.#receivers.delete(receiver)
  }

  add(files: readonly File[], audience: Audience): void {
    const held = files.map((file): Held => {
      const { name, size: bytes } = file
      const begun = { sentBytes: 0, state: 'waiting', problem: null, announced: null, stop: new AbortController() } as const
      return { key: newKey(), name, bytes, file, audience, ...begun }
    })
    this.#set([...this.#held, ...held])
    this.#next()
  }

  retry(key: string): void {
    const held = this.#held.find((one) => one.key === key)
    if (held?.state !== 'failed') return
    const isSpent = held.problem !== null && SPENT.includes(held.problem.code)
    const anew: Held = { ...held, ...(isSpent ? { key: newKey(), announced: null } : {}), state: 'waiting', sentBytes: 0, problem: null }
    this.#set(this.#held.map((one) => (one.key === key ? anew : one)))
    this.#next()
  }

  /** Takes it off the list, wherever it stands. */
  cancel(key: string): void {
    const held = this.#held.find((one) => one.key === key)
    if (!held) return
    held.stop.abort()
    this.#set(this.#held.filter((one) => one.key !== key))
    this.#next()
    if (held.announced) void this.#giveUp(held.announced)
  }

  /** So that its place is free at once. What nobody gives up is forgotten after a day, so a failure here needs no telling. */
  async #giveUp({ id, version }: Attachment): Promise<void> {
    const call = { params: { id }, body: { state: 'deleted' } } as const
    await this.#destination.client.call('setAttachmentState', call, { ifMatch: version }).catch(() => undefined)
  }

  #next(): void {
    const free = AT_ONCE_MAX - this.#held.filter(({ state }) => state === 'sending').length
    for (const { key } of this.#held.filter(({ state }) => state === 'waiting').slice(0, Math.max(free, 0))) void this.#send(key)
  }

  async #send(key: string): Promise<void> {
    const held = this.#change(key, { state: 'sending' })
    if (!held) return
    const { client, record } = this.#destination
    const { signal } = held.stop
    try {
      const body = { record, name: held.name, bytes: held.bytes, audience: held.audience }
      const announced = held.announced ?? (await client.call('announceAttachment', { body }, { signal, idempotencyKey: key }))
      if (!this.#change(key, { announced })) return await this.#giveUp(announced)
      const options: CallOptions = { signal, onSent: (sentBytes) => this.#change(key, { sentBytes: Math.min(sentBytes, held.bytes) }) }
      const stored = await client.call('sendContent', { params: { id: announced.id }, upload: held.file }, options)
      this.#set(this.#held.filter((one) => one.key !== key))
      for (const receive of this.#receivers) receive(stored)
    } catch (error) {
      // Cancelled: it is off the list already.
      if (!signal.aborted) this.#change(key, { state: 'failed', problem: asProblem(error) })
    }
    this.#next()
  }

  /** Undefined when it was taken off the list. */
  #change(key: string, change: Partial<Held>): Held | undefined {
    const held = this.#held.find((one) => one.key === key)
    if (!held) return undefined
    const changed = { ...held, ...change }
    this.#set(this.#held.map((one) => (one.key === key ? changed : one)))
    return changed
  }

  #set(held: readonly Held[]): void {
    this.#held = held
    for (const watcher of this.#watchers) watcher()
  }
}

/** One for each upload: under it the announcement has one effect. `randomUUID` exists on trusted addresses only. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A file that was moved or changed on the disk after it was chosen cannot be read, which is no answer of the server. */
function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem({ status: 0, code: 'client.unreadable', title: (error as Error).message })
}
