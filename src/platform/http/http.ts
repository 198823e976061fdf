/**
 * The HTTP side of the program: fastify with our contracts, problems, limits and headers around it.
 *
 * Fastify's own validation, serialisation and logging stay unused: contracts are zod schemas, and our log lines pass the
 * redaction. The server knows no domain; modules bring contracts and handlers, `app` brings the rest.
 */
import type { IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { common, Fault } from '#kit/fault.ts'
import type { Module } from '../module.ts'
import type { Platform } from '../platform.ts'
import type { Admission } from './admission.ts'
import { httpCodes } from './codes.ts'
import { serveConsole } from './console.ts'
import { acceptCookies } from './cookies.ts'
import { securityHeaders } from './headers.ts'
import { serveHealth, type ReadinessCheck } from './health.ts'
import type { Idempotency } from './idempotency.ts'
import { parseJson } from './json.ts'
import { RateLimits } from './limits.ts'
import { observeRequests, requestIdOf } from './observe.ts'
import { asFault, PROBLEM_TYPE, retryAfterOf, toProblem } from './problem.ts'
import { prometheusError } from './prometheus-error.ts'
import { encodeRpcStatus, rpcHttpStatus, rpcTypeOf } from './rpc-status.ts'
import { BODY_BYTES_MAX_DEFAULT, serveContract } from './serve.ts'
import type { OpenApiSource } from './reference/openapi.ts'
import { serveReference } from './reference/serve.ts'
import { servePages } from './pages.ts'
import { servePublications } from './publications.ts'
import { serveStream, type StreamOptions } from './stream.ts'
import { boundBodies, UPLOAD_TIMEOUT_MS, UPLOAD_TYPE } from './upload.ts'

/** Time for a request to arrive whole, files left out; a body of the largest size takes seconds on a poor phone. */
const REQUEST_TIMEOUT_MS = 60_000
/** Longer than the 60 s for which common proxies keep idle connections, so that they close first. */
const KEEP_ALIVE_MS = 72_000
/** Requests under way get this long when the program stops; statements are bounded by 30 s, almost all end in milliseconds. */
const CLOSE_WAIT_MS = 5_000
/** Starts take a second, but for changes of large tables. */
const RETRY_AFTER_START_SECONDS = 2
/** Ids have 30 characters; a longer parameter names nothing. */
const PARAM_LENGTH_MAX = 200

export interface HttpOptions {
  readonly platform: Pick<Platform, 'config' | 'clock' | 'logger' | 'metrics' | 'log' | 'live'>
  readonly modules: readonly Pick<Module, 'name' | 'contract' | 'handlers' | 'codes' | 'pages' | 'publications' | 'pathOfHost'>[]
  /** Of the program; stands in the OpenAPI document. */
  readonly version: string
  readonly authenticate: Admission['authenticate']
  /** False until the start has come to its end; only what needs no store is answered before. */
  readonly isUp: () => boolean
  readonly unavailable: Admission['unavailable']
  readonly idempotency: Idempotency
  readonly checks: readonly ReadinessCheck[]
  readonly stream: Pick<StreamOptions, 'sees' | 'onAccessChange'>
  /** Absolute path of the built console. */
  readonly consoleFolder: string
}

export interface Http {
  /** Starts listening; resolves to the address with the port that was taken. Throws a Fault in one sentence. */
  listen(): Promise<{ readonly host: string; readonly port: number }>
  /** Stops accepting, ends the streams, waits a bounded time for requests under way. */
  close(): Promise<void>
}

/** Registers everything and listens to nothing yet. Throws when a module has a route without a handler. */
export function createHttp(options: HttpOptions): Http {
  const { platform } = options
  const { config, logger, metrics } = platform
  const server = bareServer(options)
  server.decorateRequest('caller', null)
  acceptCookies(server)
  acceptJson(server)
  boundBodies(server, REQUEST_TIMEOUT_MS, ({ socket }) => refuseMalformed(TOO_SLOW, socket))
  observeRequests(server, { logger, metrics })
  const headers = securityHeaders(config.publicUrl)
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    done(options.isUp() || request.routeOptions.config?.isWithoutStores ? undefined : starting())
  })
  const admission: Admission = { ...platform, ...options, limits: new RateLimits() }
  for (const { name, contract, handlers } of options.modules) {
    if (contract === undefined) continue
    if (handlers === undefined) throw new TypeError(`module ${name} has a contract and no handlers`)
    serveContract(server, contract, handlers, { ...admission, idempotency: options.idempotency })
  }
  servePages(
    server,
    options.modules.flatMap(({ pages }) => pages ?? []),
    admission,
  )
  servePublications(
    server,
    options.modules.flatMap(({ publications }) => publications ?? []),
    admission,
  )
  const streams = serveStream(server, { ...platform, ...options.stream }, admission)
  serveReference(server, referenceSource(options))
  serveHealth(server, { config, metrics, checks: options.checks })
  serveConsole(server, options.consoleFolder)
  return { listen: () => listen(server, config), close: () => close(server, () => streams.close()) }
}

function starting(): Fault {
  const detail = 'Pitcrew is starting; try again in a few seconds.'
  return new Fault(common.store_unavailable, { detail, retryAfterSeconds: RETRY_AFTER_START_SECONDS })
}

function referenceSource({ platform, modules, version }: HttpOptions): OpenApiSource {
  const areas = modules.map(({ name, contract }) => ({ name, routes: Object.values(contract ?? {}) }))
  const codes = [common, httpCodes, ...modules.flatMap((module) => module.codes ?? [])].flatMap((table) => Object.values(table))
  return { version, publicUrl: platform.config.publicUrl, areas: areas.filter(({ routes }) => routes.length > 0), codes }
}

function bareServer({ platform: { config, logger }, modules }: HttpOptions): FastifyInstance {
  const hosts = modules.flatMap(({ pathOfHost }) => pathOfHost ?? [])
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply, { config, logger })
  const server = fastify({
    logger: false,
    genReqId: requestIdOf,
    requestIdHeader: false,
    // A number would be ignored: fastify believes nobody by count alone. We believe exactly the nearest N.
    trustProxy: config.trustProxy === 0 ? false : (_address: string, hop: number) => hop < config.trustProxy,
    bodyLimit: BODY_BYTES_MAX_DEFAULT,
    requestTimeout: UPLOAD_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    // Node knows from before that it sends no body: a second route for each would only make starts longer.
    exposeHeadRoutes: false,
    rewriteUrl: (request) => addressOf(request, hosts),
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
    clientErrorHandler: refuseMalformed,
  })
  server.setErrorHandler<FastifyError>(answer)
  server.setNotFoundHandler((request) => {
    throw new Fault(common.not_found, { detail: `There is no ${request.method} ${request.url.split('?', 1)[0]}.` })
  })
  return server
}

/** Called before a request finds its route. HEAD is answered as GET; at a host of its own every address lies below the path of that host. */
function addressOf(request: IncomingMessage, hosts: readonly NonNullable<Module['pathOfHost']>[]): string {
  if (request.method === 'HEAD') request.method = 'GET'
  const url = request.url ?? ''
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  for (const pathOfHost of hosts) {
    const path = pathOfHost(host)
    if (path !== undefined) return path + (/^\/(?:\?|$)/.test(url) ? url.slice(1) : url)
  }
  return url
}

function acceptJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body))
    } catch (error) {
      done(error as Fault)
    }
  })
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, to: Pick<Platform, 'config' | 'logger'>): FastifyReply {
  const route = request.routeOptions
  const mediaType = route?.config.isUpload ? UPLOAD_TYPE : 'application/json'
  const fault = asFault(error, { bodyBytesMax: route?.bodyLimit ?? BODY_BYTES_MAX_DEFAULT, mediaType })
  if (fault.code.status >= 500 && fault.code !== common.store_unavailable) {
    to.logger.error({ requestId: request.id, route: request.routeOptions?.config.routeId, error: fault }, 'a request failed')
  }
  const retryAfter = retryAfterOf(fault)
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  if (fault.code === common.unauthenticated) reply.header('www-authenticate', 'Bearer')
  if (route?.config.isRpc) return sendStatus(fault, request, reply)
  if (route?.config.isPrometheus) return reply.code(fault.code.status).header('cache-control', 'no-store').send(prometheusError(fault))
  const problem = toProblem(fault, request.id, to.config.publicUrl)
  return reply.code(problem.status).header('cache-control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(problem))
}

function sendStatus(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const type = rpcTypeOf(request.headers['content-type'])
  return reply
    .code(rpcHttpStatus(fault))
    .header('cache-control', 'no-store')
    .type(type)
    .send(encodeRpcStatus(fault, request.id, type))
}

/** As node itself says it. */
const TOO_SLOW: NodeJS.ErrnoException = Object.assign(new Error('the body took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

/** What is not HTTP at all has no request to answer; the socket gets the shortest true answer and is closed. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

const listenFailures: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) => `Port ${port} on ${host} is taken by another program; stop it or set PORT to another one.`,
  EACCES: (host, port) => `This account may not listen on port ${port}; set PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `${host} is not an address of this machine; set HOST to one that is, or to 0.0.0.0 for all.`,
  ENOTFOUND: (host) => `${host} is not known; set HOST to an address of this machine, or to 0.0.0.0 for all.`,
}

async function listen(server: FastifyInstance, { host, port }: Platform['config']): ReturnType<Http['listen']> {
  try {
    await server.listen({ host, port })
  } catch (cause) {
    const say = listenFailures[(cause as NodeJS.ErrnoException).code ?? '']
    if (say === undefined) throw cause
    throw new Fault(httpCodes.address_unusable, { detail: say(host, port), cause })
  }
  return { host, port: (server.server.address() as AddressInfo).port }
}

async function close(server: FastifyInstance, endStreams: () => void): Promise<void> {
  endStreams()
  const timer = setTimeout(() => server.server.closeAllConnections(), CLOSE_WAIT_MS)
  await server.close()
  clearTimeout(timer)
}
