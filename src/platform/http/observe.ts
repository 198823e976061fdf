/**
 * Request ids, request log lines and request metrics. The path is logged without its query, which may carry a token; the route's
 * id is the label, never the path, so that the number of series is bounded by the number of routes.
 */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { uuidv7 } from 'uuidv7'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'

/** Upper bounds in seconds; the page budget is 100 ms, so the buckets are finest around it. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** What proxies and browsers' tracing send; anything else is replaced, so that nobody writes into our log. */
const SANE_ID = /^[A-Za-z0-9._-]{8,64}$/
/** Routes that probes and browsers fetch all the time are worth a line only when somebody looks for trouble. */
const QUIET_ROUTES = new Set(['health.live', 'health.ready', 'metrics', 'console'])
/** nginx's number for a caller that went away before the answer; never sent. */
const CALLER_GONE_STATUS = 499

/** The caller's X-Request-Id when it is sane, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const sent = request.headers['x-request-id']
  return typeof sent === 'string' && SANE_ID.test(sent) ? sent : uuidv7()
}

/** Counts and logs every request when its connection is done with it, also those that were cut off. */
export function observeRequests(server: FastifyInstance, { logger, metrics }: { logger: Logger; metrics: Metrics }): void {
  const seconds = metrics.histogram(
    'pitcrew_http_request_seconds',
    'Time from the head of a request to the end of its answer',
    ['route', 'status_class'],
    SECONDS,
  )
  const inFlight = metrics.gauge('pitcrew_http_requests_in_flight', 'Requests being answered', [])
  server.addHook('onRequest', (request, reply, done) => {
    inFlight.inc()
    reply.header('x-request-id', request.id)
    reply.raw.once('close', () => {
      inFlight.dec()
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CALLER_GONE_STATUS
      const route = routeIdOf(request)
      if (!request.routeOptions.config.isStream)
        seconds.observe({ route, status_class: `${Math.floor(status / 100)}xx` }, reply.elapsedTime / 1000)
      logRequest(logger, request, reply, { route, status })
    })
    done()
  })
}

function logRequest(
  logger: Logger,
  request: FastifyRequest,
  reply: FastifyReply,
  { route, status }: { route: string; status: number },
): void {
  const line = {
    requestId: request.id,
    route,
    method: request.method,
    path: shownPath(request),
    status,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    caller: request.caller?.key ?? null,
    address: request.ip,
  }
  const isQuiet = QUIET_ROUTES.has(route) || request.routeOptions.config.isIntake === true
  if (isQuiet && status < 400) logger.debug(line, 'request')
  else logger.info(line, 'request')
}

/** A path that is itself a secret, such as the address of a heartbeat, is told by its pattern. */
function shownPath({ routeOptions, url }: FastifyRequest): string | undefined {
  return routeOptions.url?.includes(':secret') ? routeOptions.url : url.split('?', 1)[0]
}

function routeIdOf(request: FastifyRequest): string {
  return request.routeOptions.config.routeId ?? 'unknown'
}
