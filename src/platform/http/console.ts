/**
 * Serves the built console: files as they are (or as .br/.gz beside them), and index.html for every other address, since the
 * console's own router reads it. Never answers below the addresses of APIs.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { common, Fault } from '#kit/fault.ts'
import { httpCodes } from './codes.ts'

/** Roots of our own API and of the protocols of others, where an unknown address is an error and not a page. */
const API_ROOTS = /^\/(api|health|metrics|otlp|prometheus|alertmanager|sentry|pagerduty)(\/|$)/
const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

export function serveConsole(server: FastifyInstance, folder: string): void {
  server.register(staticFiles, { root: folder, serve: false, preCompressed: true, cacheControl: true, index: false, dotfiles: 'deny' })
  server.get('/*', { config: { routeId: 'console', isWithoutStores: true } }, (request, reply) => answer(request, reply, folder))
}

function answer(request: FastifyRequest, reply: FastifyReply, folder: string): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? '/'
  if (API_ROOTS.test(path)) throw new Fault(common.not_found, { detail: `There is no ${request.method} ${path}.` })
  if (!existsSync(join(folder, 'index.html'))) throw new Fault(httpCodes.console_missing, { detail: httpCodes.console_missing.help })
  const isFile = /\.[a-z0-9]+$/i.test(path)
  if (!isFile) return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false })
  const decoded = (request.params as { '*': string })['*']
  // The builder puts a hash of the content into names below assets/.
  const isHashed = path.startsWith('/assets/')
  return reply.sendFile(decoded, { maxAge: isHashed ? YEAR_MS : HOUR_MS, immutable: isHashed })
}
