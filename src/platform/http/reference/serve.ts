/** Serves what is made from the contracts: the OpenAPI document, the reference and the page of codes. Public, like the code itself. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { CODES_PATH } from '../problem.ts'
import { renderCodes } from './codes-page.ts'
import { buildOpenApi, type OpenApiSource } from './openapi.ts'
import { OPENAPI_PATH, renderReference, STYLE_PATH } from './page.ts'
import { referenceStyle } from './style.ts'

const HTML_TYPE = 'text/html; charset=utf-8'

export function serveReference(server: FastifyInstance, source: OpenApiSource): void {
  // Made on first use and kept: it takes about 50 ms, which a start need not pay.
  const api = lazily(() => buildOpenApi(source))
  const documents: readonly (readonly [string, string, () => string])[] = [
    [OPENAPI_PATH, 'application/json; charset=utf-8', lazily(() => JSON.stringify(api()))],
    ['/api/reference', HTML_TYPE, lazily(() => renderReference(api()))],
    [CODES_PATH, HTML_TYPE, lazily(() => renderCodes(source.codes))],
    [STYLE_PATH, 'text/css; charset=utf-8', () => referenceStyle],
  ]
  for (const [path, type, content] of documents) {
    server.get(path, { config: { routeId: 'reference' } }, (_request, reply): FastifyReply => {
      return reply.header('cache-control', 'no-cache').type(type).send(content())
    })
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
