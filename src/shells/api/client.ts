/**
 * The typed client of Pitcrew's API, for the console and the portal, for scripts and tests. Types come from the contracts; what
 * reaches the bundle is this file and one line for each route.
 *
 * It does not cache, retry or queue: the query layer above it does.
 */
import type { AnswerOf, CallOf, Route } from '#kit/contract.ts'
import type { FieldFault } from '#kit/fault.ts'
import type { Problem } from '#kit/problem.ts'
import { sendCounted } from './counted.ts'
import { routes, type Routes } from './routes.gen.ts'

export type RouteId = keyof Routes

type Parts<R extends Route> = CallOf<R>
// Parts whose every field is optional may be left out.
type Call<R extends Route> = { [P in keyof Parts<R> as object extends Parts<R>[P] ? never : P]: Parts<R>[P] } & {
  [P in keyof Parts<R> as object extends Parts<R>[P] ? P : never]?: Parts<R>[P]
}
type CallArguments<R extends Route> =
  object extends Call<R> ? [call?: Call<R>, options?: CallOptions] : [call: Call<R>, options?: CallOptions]

/** What a call of this route takes and answers, on the wire side. */
export type CallTo<I extends RouteId> = Call<Routes[I]>
export type AnswerTo<I extends RouteId> = AnswerOf<Routes[I]>

export interface CallOptions {
  /** `version` of the record as it was read; required by routes that change a versioned record. */
  readonly ifMatch?: number
  /** The same key gives the same effect once, for 24 hours; make one for each click, not for each try. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** In a browser: called with the bytes of a file that have left so far. */
  readonly onSent?: (bytes: number) => void
}

export interface ClientOptions {
  /** Address of the server without trailing slash; empty for the page's own. */
  readonly baseUrl: string
  /** API key; browsers send their session cookie instead. */
  readonly token?: string
}

export interface Client {
  /** Throws ApiProblem for every answer that is not a success, and for none at all; throws AbortError when aborted. */
  call<I extends RouteId>(id: I, ...args: CallArguments<Routes[I]>): Promise<AnswerTo<I>>
}

/** A refusal by the server, or `client.unreachable` when there was no answer that could be understood. */
export class ApiProblem extends Error {
  /** 0 when there was no answer. */
  readonly status: number
  readonly code: string
  /** What one can do about it, in English. */
  readonly help: string | undefined
  readonly fields: readonly FieldFault[]
  readonly requestId: string | undefined
  readonly retryable: boolean
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Omit<Problem, 'type' | 'requestId'> & { requestId?: string }, retryAfterSeconds?: number, cause?: unknown) {
    super(problem.detail, { cause })
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.help = problem.help
    this.fields = problem.errors ?? []
    this.requestId = problem.requestId
    this.retryable = problem.retryable
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export function openClient({ baseUrl, token }: ClientOptions): Client {
  return {
    call: async <I extends RouteId>(id: I, ...args: CallArguments<Routes[I]>) => {
      const [sent = {}, options = {}] = args as [SentCall?, CallOptions?]
      const [method = 'GET', path = ''] = routes[id].split(' ')
      const response = await reach(`${baseUrl}${fillPath(path, sent.params)}${queryText(sent.query)}`, { method, sent, options, token })
      if (!response.ok) throw await problemOf(response)
      // A file: whoever asked for it saves it piece by piece.
      if (response.headers.has('content-disposition')) return response as AnswerTo<I>
      return (await answerOf(response)) as AnswerTo<I>
    },
  }
}

interface SentCall {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly upload?: Blob
}

function headersOf({ ifMatch, idempotencyKey }: CallOptions, token: string | undefined, sent: SentCall): Record<string, string> {
  return {
    accept: 'application/json',
    ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(sent.upload === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  }
}

function fillPath(path: string, params: SentCall['params'] = {}): string {
  return path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
}

function queryText(query: SentCall['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

interface Reaching {
  readonly method: string
  readonly sent: SentCall
  readonly options: CallOptions
  readonly token: string | undefined
}

async function reach(url: string, { method, sent, options, token }: Reaching): Promise<Response> {
  const { signal, onSent } = options
  const headers = headersOf(options, token, sent)
  const body = sent.upload ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body))
  const given = signal === undefined ? {} : { signal }
  try {
    if (sent.upload && onSent) return await sendCounted(url, { method, headers, body: sent.upload, onSent, ...given })
    return await fetch(url, { method, headers, credentials: 'same-origin', ...(body === undefined ? {} : { body }), ...given })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw unreachable(0, cause)
  }
}

/** Files are handed over as they are, to be saved while they come. */
async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  return response.headers.has('content-disposition') ? response : jsonOf(response)
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    throw unreachable(response.status, cause)
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const after = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterSeconds = Number.isFinite(after) ? after : undefined
  // A proxy in between answers with a page of its own.
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return unreachable(response.status)
  return new ApiProblem((await jsonOf(response)) as Problem, retryAfterSeconds)
}

function unreachable(status: number, cause?: unknown): ApiProblem {
  const detail = status === 0 ? 'Pitcrew cannot be reached.' : `Something between here and Pitcrew answered with status ${status}.`
  return new ApiProblem({ title: detail, status, detail, code: 'client.unreachable', retryable: true }, undefined, cause)
}
