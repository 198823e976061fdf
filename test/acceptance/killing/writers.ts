/**
 * Scripts that add clients and look at them through the API while processes are killed around them. Each behaves as a careful customer's would:
 * an idempotency key for every change, the same key again until there is an answer, and as patient as Retry-After says.
 *
 * Every answer is judged: what is neither success nor a refusal that a careful script can wait out is a fault of the program.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import type { Answer, Visitor } from '#test/support/visitor.ts'

/** Together with the time of an answer well below the rate limit of one key. */
const PAUSE_MS = 100
const RECONNECT_MS = 100
const READ_EVERY_MS = 250
/** No answer may take longer: connecting gives up after 5 s, and a statement on a busy machine takes a few. */
export const ANSWER_WITHIN_MS = 20_000
/** A claim of a dead process is free after a minute; who writes does not wait for it, `settle` does. */
const RUNNING_ANSWERS_MAX = 3

/** One change that was asked for. */
export interface Write {
  readonly name: string
  readonly key: string
  readonly by: Visitor
  /** Prefixed id of the client, once it was acknowledged. */
  id: string | undefined
  /** The program said that it took effect and that its answer is lost. */
  answerLost: boolean
}

type Verdict = 'acknowledged' | 'answer_lost' | 'running' | 'later'

export class Writers {
  readonly writes: Write[] = []
  readonly faults: string[] = []
  longestAnswerMs = 0
  refused = 0
  readonly #visitors: readonly Visitor[]
  readonly #mayBreak: () => boolean
  #running: Promise<void>[] = []
  #stopping = false

  /** `mayBreak` says whether connections may fail now, because the server itself was killed. */
  constructor(visitors: readonly Visitor[], mayBreak: () => boolean) {
    this.#visitors = visitors
    this.#mayBreak = mayBreak
  }

  start(): void {
    this.#stopping = false
    this.#running = this.#visitors.flatMap((visitor) => [this.#write(visitor), this.#read(visitor)])
  }

  /** Resolves when each has an answer to its last change, or has put it aside. */
  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all(this.#running)
  }

  get acknowledged(): readonly Write[] {
    return this.writes.filter(({ id }) => id !== undefined)
  }

  get unsettled(): readonly Write[] {
    return this.writes.filter(({ id, answerLost }) => id === undefined && !answerLost)
  }

  /** Repeats what has no answer yet until each has one, or the time is over. */
  async settle(withinMs: number): Promise<void> {
    const deadlineMs = performance.now() + withinMs
    for (const write of this.unsettled) {
      while (performance.now() < deadlineMs && this.#isOpen(await this.#try(write)));
    }
  }

  /** Sends an acknowledged change once more; a fault unless the answer is the first one again, or that it cannot be told. */
  async repeat(write: Write): Promise<void> {
    const { id } = write
    await this.#try(write)
    if (write.id !== id) this.faults.push(`${write.name} was ${id} and is ${write.id} when repeated with its key`)
  }

  async #write(visitor: Visitor): Promise<void> {
    while (!this.#stopping) {
      const write: Write = { name: `Kill ${this.writes.length + 1}`, key: uuidv7(), by: visitor, id: undefined, answerLost: false }
      this.writes.push(write)
      for (let running = 0; running < RUNNING_ANSWERS_MAX;) {
        const verdict = await this.#try(write)
        if (!this.#isOpen(verdict)) break
        if (verdict === 'running') running++
      }
      await wait(PAUSE_MS)
    }
  }

  /** Looks while others write: an answer is the list, or the same refusals as for a change. */
  async #read(visitor: Visitor): Promise<void> {
    while (!this.#stopping) {
      const answer = await this.#send('A look at the clients', () =>
        visitor.send('GET', '/clients?limit=1', { withinMs: ANSWER_WITHIN_MS }),
      )
      if (answer !== undefined && answer.status !== 200) this.#judgeRefusal('A look at the clients', answer)
      await wait(READ_EVERY_MS)
    }
  }

  #isOpen(verdict: Verdict): boolean {
    return verdict === 'running' || verdict === 'later'
  }

  /** One request, after which as much time has passed as the answer asks for. */
  async #try(write: Write): Promise<Verdict> {
    const { name, key, by } = write
    const request = { body: { name }, headers: { 'idempotency-key': key }, withinMs: ANSWER_WITHIN_MS }
    const answer = await this.#send(name, () => by.send('POST', '/clients', request))
    if (answer === undefined) {
      await wait(RECONNECT_MS)
      return 'later'
    }
    const verdict = this.#judge(write, answer)
    if (this.#isOpen(verdict)) await wait(Number(answer.headers.get('retry-after') ?? 1) * 1_000)
    return verdict
  }

  /** Undefined when the connection failed, which it may while there is no server. */
  async #send(what: string, send: () => Promise<Answer>): Promise<Answer | undefined> {
    const mightBreak = this.#mayBreak()
    const beganMs = performance.now()
    try {
      const answer = await send()
      this.longestAnswerMs = Math.max(this.longestAnswerMs, performance.now() - beganMs)
      return answer
    } catch (error) {
      if (error instanceof DOMException) this.faults.push(`${what} had no answer after ${ANSWER_WITHIN_MS} ms`)
      else if (!mightBreak && !this.#mayBreak())
        this.faults.push(`${what}: the connection broke although the server lives: ${String(error)}`)
      return undefined
    }
  }

  #judge(write: Write, answer: Answer): Verdict {
    const { status, json } = answer
    if (status === 201) {
      write.id = json.id
      return 'acknowledged'
    }
    if (status === 409 && json?.code === 'http.answer_lost') {
      write.answerLost = true
      return 'answer_lost'
    }
    this.#judgeRefusal(write.name, answer)
    return status === 409 ? 'running' : 'later'
  }

  /** A refusal must be one that passes, and say when. */
  #judgeRefusal(what: string, { status, json, headers, text }: Answer): void {
    const passes = status === 503 || status === 429 || (status === 409 && json?.code === 'http.request_running')
    const seconds = Number(headers.get('retry-after'))
    if (!passes || !(seconds > 0)) this.faults.push(`${what} was answered with ${status} Retry-After ${seconds}: ${text}`)
    if (status === 503) this.refused++
  }
}
