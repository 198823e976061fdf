/**
 * Pages without JavaScript and without a session: HTML by GET, and one press by POST. A form or a mail program sends a body that is
 * not JSON; it is taken up to a small bound, and only the fields of a plain form are read.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Page, PageAnswer } from '../module.ts'
import { admit, type Admission } from './admission.ts'

/** `List-Unsubscribe=One-Click` in either of its encodings (RFC 8058 §3.2), and room for a boundary. */
const BODY_BYTES_MAX = 4 * 1024
const FORM = 'application/x-www-form-urlencoded'
const FORMS = [FORM, 'multipart/form-data', 'text/plain']

/** In a scope of its own, so that no other route takes forms. */
export function servePages(server: FastifyInstance, pages: readonly Page[], admission: Admission): void {
  server.register(async (scope) => {
    scope.addContentTypeParser(FORMS, { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (request, body, done) =>
      done(null, request.headers['content-type']?.startsWith(FORM) ? String(body) : ''),
    )
    for (const page of pages) servePage(scope, page, admission)
  })
}

function servePage(server: FastifyInstance, { id, path, perMinute, read, press, submit }: Page, admission: Admission): void {
  const route = { id, access: 'public', perMinute } as const
  const options = { config: { routeId: id }, onRequest: (...[request, reply]: Parameters<Hook>) => admit(admission, route, request, reply) }
  server.get(path, options, async (request, reply) => send(reply, await read(request.params as Record<string, string>)))
  const pressed = submit ?? press
  if (!pressed) return
  server.post(path, options, async (request, reply) => {
    return send(reply, await pressed(request.params as Record<string, string>, new URLSearchParams((request.body ?? '') as string)))
  })
}

type Hook = (request: Parameters<typeof admit>[2], reply: FastifyReply) => Promise<void>

function send(reply: FastifyReply, { status, body, policy }: PageAnswer): FastifyReply {
  if (policy !== undefined) reply.header('content-security-policy', policy)
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(body)
}
