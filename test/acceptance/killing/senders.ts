/**
 * Senders of every signal, each as one way in has them. What they send is numbered and sent once: whose answer was lost, was promised
 * nothing.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { anEnvelope } from '#features/errors/testing.ts'
import { SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'

const SENDERS_OF_EACH = 2
const RECONNECT_MS = 50
/** A request that a dying program took along. */
const ANSWER_WITHIN_MS = 20_000

/** Where senders write to. */
export interface Place {
  readonly secret: string
  readonly dsn: URL
}

/** One way in. `n` tells what was sent apart; each is sent once. */
export interface Signal {
  readonly name: string
  readonly path: (place: Place) => string
  readonly contentType: string
  /** Sentry's clients say the public key of their DSN in the address. */
  readonly key: 'in_header' | 'in_address'
  readonly body: (n: number) => string | Buffer<ArrayBuffer>
  /** Gives every row that is kept as its `n`, also one that is there twice. */
  readonly sql: string
}

const startMs = systemClock.now()
const nanoseconds = (ms: number): string => `${ms}000000`
const digits = (n: number, length: number): string => String(n).padStart(length, '0')
const service = { attributes: [{ key: 'service.name', value: { stringValue: 'killed' } }] }

export const SIGNALS: readonly Signal[] = [
  {
    name: 'samples',
    path: () => '/otlp/v1/metrics',
    contentType: 'application/json',
    key: 'in_header',
    // A second of its own for each: those of one second are one sample.
    body: (n) => {
      const point = { timeUnixNano: nanoseconds(startMs - n * SECOND_MS), asDouble: n }
      const metrics = [{ name: 'killed', gauge: { ['data\u0050oints']: [point] } }]
      return JSON.stringify({ resourceMetrics: [{ resource: service, scopeMetrics: [{ metrics }] }] })
    },
    sql: `select toUInt32(v) as n from sample where metric = 'killed'`,
  },
  {
    name: 'lines',
    path: () => '/logs/v1/lines',
    contentType: 'application/x-ndjson',
    key: 'in_header',
    body: (n) => JSON.stringify({ msg: `killed ${n}`, service: 'killed' }),
    sql: `select toUInt32(splitByChar(' ', body)[2]) as n from line where service = 'killed'`,
  },
  {
    name: 'spans',
    path: () => '/otlp/v1/traces',
    contentType: 'application/json',
    key: 'in_header',
    body: (n) => {
      const times = { startTimeUnixNano: nanoseconds(startMs), endTimeUnixNano: String(BigInt(nanoseconds(startMs)) + BigInt(n)) }
      const spans = [{ traceId: digits(n, 32), spanId: digits(n, 16), name: 'killed', kind: 1, ...times }]
      return JSON.stringify({ resourceSpans: [{ resource: service, scopeSpans: [{ spans }] }] })
    },
    sql: `select toUInt32(duration) as n from span where name = 'killed'`,
  },
  {
    name: 'errors',
    path: ({ dsn }) => `/sentry/api${dsn.pathname.replace('/sentry', '')}/envelope/?sentry_key=${dsn.username}`,
    contentType: 'application/x-sentry-envelope',
    key: 'in_address',
    body: (n) => anEnvelope([['event', { event_id: digits(n, 32), message: 'killed', fingerprint: ['killed'], tags: { n } }]]),
    sql: `select toUInt32(tags['n']) as n from error where title = 'killed'`,
  },
]

export class Senders {
  /** Numbers by the name of the signal. */
  readonly acknowledged = new Map<string, number[]>(SIGNALS.map(({ name }) => [name, []]))
  /** Answers that are neither success nor a refusal that passes. */
  readonly faults: string[] = []
  readonly #place: () => Place & { readonly url: string }
  #last = 0
  #stopping = false
  #running: Promise<void>[] = []

  /** `place` is asked before each request: a program that comes back may have another address. */
  constructor(place: () => Place & { readonly url: string }) {
    this.#place = place
  }

  start(): void {
    this.#running = SIGNALS.flatMap((signal) => Array.from({ length: SENDERS_OF_EACH }, () => this.#sendOn(signal)))
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all(this.#running)
  }

  async #sendOn(signal: Signal): Promise<void> {
    while (!this.#stopping) {
      const n = (this.#last += 1)
      const status = await this.#send(signal, n)
      if (status === 200) this.acknowledged.get(signal.name)?.push(n)
      else await wait(RECONNECT_MS)
      if (status !== undefined && ![200, 429, 503].includes(status)) this.faults.push(`${signal.name} ${status}`)
    }
  }

  /** Undefined when no answer came. */
  async #send({ path, contentType, key, body }: Signal, n: number): Promise<number | undefined> {
    const place = this.#place()
    const headers = { 'content-type': contentType, ...(key === 'in_header' && { authorization: `Bearer ${place.secret}` }) }
    try {
      const sent = { method: 'POST', headers, body: body(n), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }
      const answer = await fetch(`${place.url}${path(place)}`, sent)
      await answer.arrayBuffer()
      return answer.status
    } catch {
      // The program died before it answered: nobody was promised anything.
      return undefined
    }
  }
}
