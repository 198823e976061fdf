/**
 * Serves contracts: for each route, admission, decoding of what was sent, the handler, encoding of what it returns. Handlers see
 * the inner side only, callers the wire side only.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Contract, FileAnswer, Route } from '#kit/contract.ts'
import { common, Fault, type FieldFault } from '#kit/fault.ts'
import { admit, userAgentOf, type Admission } from './admission.ts'
import { allowOrigin, answerPreflight } from './cross-site.ts'
import { plainCookies, writeCookie } from './cookies.ts'
import { secretIn } from './credentials.ts'
import { sendFile, sendStream } from './download.ts'
import { fieldFaults, fieldWords } from './fields.ts'
import type { Handlers, RequestContext } from './handlers.ts'
import { fingerprintOf, IDEMPOTENCY_KEY_FORM, type Idempotency, type StoredAnswer } from './idempotency.ts'
import { rpcTypeOf } from './rpc-status.ts'
import { acceptUploads, uploadOf } from './upload.ts'

export const BODY_BYTES_MAX_DEFAULT = 64 * 1024
const JSON_TYPE = 'application/json; charset=utf-8'
const ETAG = /^"(\d{1,15})"$/

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Names the route in metrics and logs. */
    routeId?: string
    /** Answered also while no store has been there yet. */
    isWithoutStores?: boolean
    /** Comes so often that a line in the log for each would bury the others. */
    isIntake?: boolean
    /** Faults leave as google.rpc.Status. */
    isRpc?: boolean
    /** Faults leave as those of Prometheus's API. */
    isPrometheus?: boolean
    /** Live streams last for hours; their duration says nothing about speed. */
    isStream?: boolean
    /** The body is a file, which may take long. */
    isUpload?: boolean
  }
}

/** What contracts are served with, the same for all of them. */
export interface Serving extends Admission {
  readonly idempotency: Idempotency
}

type AnyHandler = (call: never, context: RequestContext) => Promise<unknown>

/** Registers every route of a contract. Throws when a route has no handler: the program must not start half. */
export function serveContract(server: FastifyInstance, contract: Contract, handlers: Handlers, serving: Serving): void {
  for (const [name, route] of Object.entries(contract)) {
    const handler = handlers[name]
    if (handler === undefined) throw new TypeError(`route ${route.id} has no handler named ${name}`)
    if (route.upload) server.register(async (scope) => (acceptUploads(scope), serveRoute(scope, route, handler, serving)))
    else if (route.takes) server.register(async (scope) => serveIntake(scope, route, handler, serving))
    else serveRoute(server, route, handler, serving)
  }
}

/** In a scope of its own, so that no other route takes anything but JSON. */
function serveIntake(scope: FastifyInstance, route: Route, handler: AnyHandler, serving: Serving): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    // RFC 9110, 8.3: what says no type is taken for plain bytes.
    const type = (request.headers['content-type'] ?? 'application/octet-stream').split(';', 1)[0]?.trim().toLowerCase() ?? ''
    if (route.takes?.includes(type)) return done(null, body)
    done(new Fault(common.unsupported_media_type, { detail: `Send the body as ${route.takes?.join(' or ')}.` }))
  })
  serveRoute(scope, route, handler, serving)
  if (route.fromSites) answerPreflight(scope, route)
}

function serveRoute(server: FastifyInstance, route: Route, handler: AnyHandler, serving: Serving): void {
  server.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyBytesMax ?? BODY_BYTES_MAX_DEFAULT,
    config: {
      routeId: route.id,
      isUpload: route.upload !== undefined,
      isIntake: route.takes !== undefined && !route.prometheus,
      isRpc: route.rpc === true,
      isPrometheus: route.prometheus === true,
    },
    onRequest: (request, reply) => admit(serving, route, request, reply),
    handler: async (request, reply) => {
      const ifMatch = readIfMatch(route, request)
      const call = { ...decode(route, request), ...(route.upload && { upload: uploadOf(request, route.upload) }) } as never
      const context = contextOf(request, reply, serving, ifMatch)
      if (route.stream) return sendStream(reply, route.stream, (await handler(call, context)) as AsyncIterable<string | Uint8Array>)
      if (route.rpc) return sendRpc(request, reply, (await handler(call, context)) as Uint8Array)
      if (route.document) return sendDocument(reply, route.document, (await handler(call, context)) as string)
      if (route.prometheus) return send(request, reply, { status: 200, etag: null, body: (await handler(call, context)) as string })
      if (route.file) return sendFile(reply, (await handler(call, context)) as FileAnswer)
      const answer = async (): Promise<StoredAnswer> => encode(route, await handler(call, context))
      return send(request, reply, await answerOnce({ route, request, reply, answer }, serving.idempotency))
    },
  })
}

/** Decodes all parts and tells the faults of all of them at once. */
function decode(route: Route, request: FastifyRequest): Record<string, unknown> {
  const call: Record<string, unknown> = route.takes === undefined ? {} : { bytes: request.body ?? Buffer.alloc(0) }
  const faults: FieldFault[] = []
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = route[part]
    if (schema === undefined) continue
    const result = z.safeDecode(schema, request[part], { error: fieldWords })
    if (result.success) call[part] = result.data
    else faults.push(...fieldFaults(part, result.error.issues))
  }
  if (faults.length === 0) return call
  const detail = faults.map(({ field, message }) => `${field} ${message}`).join('; ')
  throw new Fault(common.invalid_request, { detail: `${detail}.`, fields: faults })
}

/** Our own answer against our own contract: a mismatch is a defect of ours, told to the log with its path. */
function encode(route: Route, reply: unknown): StoredAnswer {
  if (route.response === undefined) return { status: route.status ?? 204, etag: null, body: null }
  const result = z.safeEncode(route.response, reply)
  if (!result.success) {
    const where = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    throw new Fault(common.internal, { internal: `the answer of ${route.id} does not fit its contract: ${where}`, cause: result.error })
  }
  const version = route.versioned === undefined ? undefined : (reply as { version?: unknown }).version
  return { status: route.status ?? 200, etag: typeof version === 'number' ? `"${version}"` : null, body: JSON.stringify(result.data) }
}

interface Answering {
  readonly route: Route
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly answer: () => Promise<StoredAnswer>
}

/** With an idempotency key the answer of an earlier try, if there was one. */
async function answerOnce({ route, request, reply, answer }: Answering, idempotency: Idempotency): Promise<StoredAnswer> {
  const key = request.headers['idempotency-key']
  const { caller } = request
  if (key === undefined || caller === null || request.method === 'GET' || route.access === 'public' || route.upload) return answer()
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY_FORM.test(key)) {
    throw headerFault('idempotency-key', 'must be 1 to 128 printable characters without spaces, for example a UUID')
  }
  const fingerprint = fingerprintOf([request.method, request.url, request.headers['if-match'] ?? '', JSON.stringify(request.body) ?? ''])
  const result = await idempotency.once({ caller: caller.key, route: route.id, key, fingerprint }, answer)
  if (result.replayed) reply.header('idempotency-replayed', 'true')
  return result.answer
}

function send(request: FastifyRequest, reply: FastifyReply, { status, etag, body }: StoredAnswer): FastifyReply {
  // Answers hold people's data; a shared machine's browser must not keep them on disk.
  reply.header('cache-control', 'no-store')
  if (etag !== null) reply.header('etag', etag)
  if (etag !== null && request.method === 'GET' && request.headers['if-none-match'] === etag) return reply.code(304).send()
  if (body === null) return reply.code(status).send()
  return reply.code(status).type(JSON_TYPE).send(body)
}

function sendRpc(request: FastifyRequest, reply: FastifyReply, answer: Uint8Array): FastifyReply {
  return reply.header('cache-control', 'no-store').type(rpcTypeOf(request.headers['content-type'])).send(answer)
}

function sendDocument(reply: FastifyReply, { mediaType }: NonNullable<Route['document']>, text: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type(mediaType).send(text)
}

function readIfMatch(route: Route, request: FastifyRequest): number | null {
  if (route.versioned !== 'write') return null
  const header = request.headers['if-match']
  if (header === undefined) throw new Fault(common.precondition_required)
  const version = ETAG.exec(header)?.[1]
  if (version === undefined) throw headerFault('if-match', 'must be the ETag of the record as it was read, for example "3" with its quotes')
  return Number(version)
}

function headerFault(header: string, message: string): Fault {
  return new Fault(common.invalid_request, {
    detail: `The header ${header} ${message}.`,
    fields: [{ field: `headers.${header}`, message }],
  })
}

function contextOf(request: FastifyRequest, reply: FastifyReply, { config }: Serving, ifMatch: number | null): RequestContext {
  return {
    caller: request.caller,
    requestId: request.id,
    address: request.ip,
    userAgent: userAgentOf(request),
    get gone() {
      return goneOf(reply)
    },
    secret: secretIn(request.headers.authorization),
    header: (name) => request.headers[name]?.toString(),
    setHeader: (name, value) => void reply.header(name, value),
    ifMatch,
    allowOrigin: (origin) => allowOrigin(reply, origin),
    cookies: plainCookies(request, config),
    setCookie: (name, value, maxAgeSeconds) =>
      writeCookie(reply, config, maxAgeSeconds === undefined ? { name, value } : { name, value, maxAgeSeconds }),
  }
}

/** Made only for handlers that look at it. After a sent answer it aborts too, and nobody listens. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}
