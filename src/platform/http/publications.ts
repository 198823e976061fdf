/**
 * Finished documents for anybody, such as status pages. Nobody is asked who they are and no store is needed: in an outage these are
 * what people read.
 */
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PublicDocument, Publication, Reader } from '../module.ts'
import { limitRate, type Admission } from './admission.ts'

export function servePublications(
  server: FastifyInstance,
  publications: readonly Publication[],
  admission: Pick<Admission, 'limits' | 'clock'>,
): void {
  for (const { id, path, perMinute, read } of publications) {
    server.get(path, { config: { routeId: id, isWithoutStores: true } }, async (request, reply) => {
      limitRate(admission, { id, access: 'public', perMinute }, request, reply)
      return send(request, reply, await read(request.params as Record<string, string>, readerOf(request)))
    })
  }
}

function readerOf({ headers, url }: FastifyRequest): Reader {
  const from = url.indexOf('?')
  return { acceptLanguage: headers['accept-language'] ?? '', query: new URLSearchParams(from === -1 ? '' : url.slice(from + 1)) }
}

function send(request: FastifyRequest, reply: FastifyReply, document: PublicDocument): FastifyReply {
  reply.headers({ etag: document.etag, 'cache-control': document.cacheControl, 'content-security-policy': document.policy })
  if (document.isForAnySite) reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' })
  if (request.headers['if-none-match'] === document.etag) return reply.code(304).send()
  reply.code(document.status).type(document.mediaType).header('vary', 'accept-encoding, accept-language')
  const { body } = document
  if (typeof body !== 'string' || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(body)
  return reply.header('content-encoding', 'gzip').send(packedOf(document, body))
}

const packed = new WeakMap<PublicDocument, Buffer>()

/** Packed when first asked for, and kept as long as the document is. */
function packedOf(document: PublicDocument, body: string): Buffer {
  const known = packed.get(document)
  if (known) return known
  const made = gzipSync(body, { level: 9 })
  packed.set(document, made)
  return made
}
