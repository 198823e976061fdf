/**
 * Answers of routes that stream: a file that is made while it is sent, so that an export of any length needs the memory of a
 * page. The first piece is waited for before the answer begins, so that a refusal is still an ordinary problem document; what
 * fails afterwards cuts the connection, which the receiver notices as an incomplete file.
 */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Route } from '#kit/contract.ts'

export async function sendStream(
  reply: FastifyReply,
  stream: NonNullable<Route['stream']>,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<FastifyReply> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${stream.fileName}"`)
  return reply
    .code(200)
    .type(stream.mediaType)
    .send(Readable.from(continued(first, iterator)))
}

async function* continued(
  first: IteratorResult<string | Uint8Array>,
  iterator: AsyncIterator<string | Uint8Array>,
): AsyncIterable<string | Uint8Array> {
  try {
    for (let piece = first; !piece.done; piece = await iterator.next()) yield piece.value
  } finally {
    // The receiver went away: whoever makes the pieces stops too.
    await iterator.return?.()
  }
}
