/** Routes that pages of other sites may call (https://fetch.spec.whatwg.org/#http-cors-protocol). Cookies never count there. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Route } from '#kit/contract.ts'

/** A day; browsers keep it for two hours at most. */
const PREFLIGHT_SECONDS = 86_400
const HEADERS_TAKEN = 'content-type, content-encoding, x-sentry-auth, authorization'
const HEADERS_TOLD = 'retry-after, x-sentry-error, x-sentry-rate-limits'

/**
 * Answers what a browser asks before it sends. Any page may ask and send: whose key it brings, and so which pages may, is known from
 * the request itself, and only its handler lets a page read the answer.
 */
export function answerPreflight(server: FastifyInstance, { id, path, method }: Pick<Route, 'id' | 'path' | 'method'>): void {
  server.route({
    method: 'OPTIONS',
    url: path,
    config: { routeId: `${id}.preflight`, isIntake: true },
    handler: async (_request, reply) =>
      reply
        .headers({
          'access-control-allow-origin': '*',
          'access-control-allow-methods': method,
          'access-control-allow-headers': HEADERS_TAKEN,
          'access-control-max-age': PREFLIGHT_SECONDS,
        })
        .code(204)
        .send(),
  })
}

/** The page of this origin may read the answer, with the headers that tell it to wait. */
export function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': HEADERS_TOLD,
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'origin',
  })
}
