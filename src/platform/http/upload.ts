/**
 * Bodies that are files. They go to the handler piece by piece while they arrive and are never held whole; whoever keeps them
 * counts and stops. A request that is refused early is read to its end and thrown away, so that its sender gets the answer: a
 * connection that is cut while somebody writes to it looks like a broken network.
 */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { common, Fault } from '#kit/fault.ts'
import { MINUTE_MS } from '#kit/time.ts'
import { httpCodes } from './codes.ts'

/** No other site can send it without asking first. */
export const UPLOAD_TYPE = 'application/octet-stream'
/** 100 MiB at one megabit a second. */
export const UPLOAD_TIMEOUT_MS = 15 * MINUTE_MS

/** For a scope of routes whose bodies are files; nothing else is taken there. */
export function acceptUploads(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(UPLOAD_TYPE, (_request, payload, done) => done(null, payload))
}

/** Throws `common.too_large` for a length that is too large already as it is declared. */
export function uploadOf(request: FastifyRequest, { bytesMax }: { readonly bytesMax: number }): AsyncIterable<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) {
    throw new Fault(common.too_large, { detail: `A file here may have at most ${bytesMax} bytes.` })
  }
  return piecesOf(request.raw)
}

async function* piecesOf(raw: IncomingMessage): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of raw.iterator({ destroyOnReturn: false })) yield piece as Uint8Array
  } catch (cause) {
    throw new Fault(httpCodes.upload_broken, { cause })
  }
}

/** `late` is called with a request whose body, which is none of a file, is not there after `timeoutMs`. */
export function boundBodies(server: FastifyInstance, timeoutMs: number, late: (raw: IncomingMessage) => void): void {
  server.addHook('preParsing', (request, _reply, _payload, done) => {
    const { raw } = request
    if (!raw.complete && request.routeOptions.config.isUpload !== true) {
      const timer = setTimeout(() => late(raw), timeoutMs).unref()
      raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
    }
    done()
  })
}
