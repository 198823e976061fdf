/**
 * Live updates: `GET /api/pitcrew/v1/stream`, server-sent events. One subscription to the log and one to live messages feed all
 * streams of this node; each stream gets what its caller may see. A browser resumes with Last-Event-ID (or `?after=`).
 *
 * The lines are described in kit/stream.ts.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { common, Fault } from '#kit/fault.ts'
import { STREAM_PATH, type StreamHello } from '#kit/stream.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Live, LiveMessage } from '../live.ts'
import type { EventLog } from '../log/log.ts'
import type { Metrics } from '../metrics.ts'
import { admit, type Admission, type Admitted } from './admission.ts'
import { httpCodes } from './codes.ts'
import type { Caller } from './handlers.ts'
import { StreamClient, STREAM_MISSED_MAX } from './stream-client.ts'
import { liveLine, resetLine, type SeesEvent } from './stream-wire.ts'

/** Proxies commonly cut a connection that is silent for 60 s; some phones' networks for 30 s. */
const BEAT_MS = 15 * SECOND_MS
/** One stream per browser is the rule; this leaves room for several machines and for browsers without shared workers. */
const STREAMS_PER_CALLER_MAX = 12
/** Each costs about 30 kB and a socket. */
const STREAMS_MAX = 2_000
/** The browser connects again and is authenticated anew, so a session that ended by age does not live on in its stream. */
const STREAM_LIFE_MS = 15 * MINUTE_MS
const RECONNECT_MS = 2_000
const ROUTE: Admitted = { id: 'stream', access: 'signed_in', perMinute: 120 }

export interface StreamOptions {
  readonly log: Pick<EventLog, 'follow' | 'read' | 'head'>
  readonly live: Pick<Live, 'subscribe'>
  readonly sees: SeesEvent
  /** Calls back when somebody's grants or session change; `affects` says whose. Returns the function that ends it. */
  readonly onAccessChange: (listener: (affects: (caller: Caller) => boolean) => void) => () => void
  readonly metrics: Metrics
}

export interface Streams {
  /** Ends every stream; browsers connect to another node or try again. */
  close(): void
}

/** Registers the route and begins to follow the log and live messages. */
export function serveStream(server: FastifyInstance, options: StreamOptions, admission: Admission): Streams {
  const hub = new StreamHub(options)
  server.get(
    STREAM_PATH,
    { config: { routeId: ROUTE.id, isStream: true }, onRequest: (request, reply) => admit(admission, ROUTE, request, reply) },
    async (request, reply) => {
      const { caller } = request
      if (caller === null) throw new Fault(common.unauthenticated)
      const after = resumePoint(request)
      hub.refuseTooMany(caller)
      const head = await options.log.head()
      const headers = reply.getHeaders() as Record<string, string>
      reply.hijack()
      const out = reply.raw
      out.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      out.write(`retry: ${RECONNECT_MS}\n\n`)
      const start = startOf(after, head)
      out.write(start.line)
      const client = new StreamClient(out, hub.readerFor(caller, head), start.seq)
      await hub.add(client, (gone) => out.once('close', gone))
    },
  )
  return hub
}

class StreamHub implements Streams {
  readonly #options: StreamOptions
  readonly #clients = new Set<StreamClient>()
  readonly #endings: (() => void)[]
  readonly #open
  #newest = 0

  constructor(options: StreamOptions) {
    this.#options = options
    this.#open = options.metrics.gauge('pitcrew_streams_open', 'Live streams of browsers on this node', [])
    const beat = setInterval(() => this.#each((client) => client.beat()), BEAT_MS)
    beat.unref()
    this.#endings = [
      options.log.follow((events) => this.#pass(events)),
      options.live.subscribe((message) => this.#tell(message)),
      options.onAccessChange((affects) => this.#endOf(affects)),
      () => clearInterval(beat),
    ]
  }

  refuseTooMany(caller: Caller): void {
    const own = [...this.#clients].filter((client) => client.caller.key === caller.key).length
    if (own >= STREAMS_PER_CALLER_MAX || this.#clients.size >= STREAMS_MAX) throw new Fault(httpCodes.too_many_streams)
  }

  /** `head` was read for this stream and may be newer than what was followed so far. */
  readerFor(caller: Caller, head: number): ConstructorParameters<typeof StreamClient>[1] {
    this.#newest = Math.max(this.#newest, head)
    const { log, sees } = this.#options
    return { caller, sees, read: (after, limit) => log.read(after, limit), newest: () => this.#newest }
  }

  async add(client: StreamClient, onClose: (gone: () => void) => void): Promise<void> {
    this.#clients.add(client)
    this.#open.set(this.#clients.size)
    const life = setTimeout(() => client.end(': connect again\n\n'), STREAM_LIFE_MS)
    life.unref()
    onClose(() => {
      clearTimeout(life)
      this.#clients.delete(client)
      this.#open.set(this.#clients.size)
    })
    try {
      await client.catchUp()
    } catch (error) {
      // The head of the answer is sent, so no problem document can follow; the browser connects again and is told then.
      client.end(': the log cannot be read now\n\n')
      throw error
    }
  }

  close(): void {
    for (const end of this.#endings) end()
    this.#each((client) => client.end(': the server is stopping\n\n'))
  }

  #pass(events: readonly SealedEvent[]): void {
    this.#newest = Math.max(this.#newest, events.at(-1)?.seq ?? 0)
    this.#each((client) => client.offer(events))
  }

  #tell(message: LiveMessage): void {
    const line = liveLine(message)
    this.#each((client) => {
      if (isFor(client.caller, message)) client.tell(line)
    })
  }

  #endOf(affects: (caller: Caller) => boolean): void {
    this.#each((client) => {
      if (affects(client.caller)) client.end('event: access\ndata: {}\n\n')
    })
  }

  #each(visit: (client: StreamClient) => void): void {
    for (const client of this.#clients) visit(client)
  }
}

function isFor(caller: Caller, { personId, permission, scope }: LiveMessage): boolean {
  if (personId !== undefined) return caller.ref.kind === 'person' && caller.ref.id === personId
  return caller.may(permission, scope)
}

/** Undefined for a browser that just came. Throws when the position is none. */
function resumePoint(request: FastifyRequest): number | undefined {
  const sent = request.headers['last-event-id'] ?? (request.query as Record<string, unknown>)['after']
  if (sent === undefined || sent === '') return undefined
  const seq = typeof sent === 'string' && /^\d{1,15}$/.test(sent) ? Number(sent) : undefined
  if (seq !== undefined) return seq
  throw new Fault(common.invalid_request, { fields: [{ field: 'query.after', message: 'must be the id of the last event that was seen' }] })
}

/** Where the stream starts and the first line that says so. A position past the head is one of a log that was restored since. */
function startOf(after: number | undefined, head: number): { readonly seq: number; readonly line: string } {
  if (after !== undefined && after > head) return { seq: head, line: resetLine('log_is_shorter', head) }
  if (after !== undefined && head - after > STREAM_MISSED_MAX) return { seq: head, line: resetLine('missed_too_much', head) }
  const seq = after ?? head
  const hello: StreamHello = { head }
  return { seq, line: `id: ${seq}\nevent: hello\ndata: ${JSON.stringify(hello)}\n\n` }
}
