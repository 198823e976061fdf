/**
 * Answers that are files, made or fetched while they are sent, so that one of any length needs the memory of a page. The first piece is waited for before the answer begins, so that a refusal is still an ordinary problem document; what
 * fails afterwards cuts the connection, which the receiver notices as an incomplete file.
 */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FileAnswer, Route } from '#kit/contract.ts'
import { attachmentHeader } from './disposition.ts'

/** What somebody brought in runs nothing and reaches nothing, should a browser show it after all. */
const FILE_CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

export async function sendStream(
  reply: FastifyReply,
  stream: NonNullable<Route['stream']>,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<FastifyReply> {
  const content = await begun(pieces)
  reply.header('cache-control', 'no-store').header('content-disposition', attachmentHeader(stream.fileName))
  return reply.code(200).type(stream.mediaType).send(content)
}

/** A file that somebody brought in. Texts are UTF-8, or they would not have been found to be texts. */
export async function sendFile(reply: FastifyReply, { name, mediaType, bytes, content }: FileAnswer): Promise<FastifyReply> {
  const pieces = await begun(content)
  reply.header('cache-control', 'no-store').header('content-disposition', attachmentHeader(name))
  reply.header('content-security-policy', FILE_CONTENT_SECURITY_POLICY).header('content-length', bytes)
  return reply
    .code(200)
    .type(mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
    .send(pieces)
}

async function begun(pieces: AsyncIterable<string | Uint8Array>): Promise<Readable> {
  const iterator = pieces[Symbol.asyncIterator]()
  return Readable.from(continued(await iterator.next(), iterator), { objectMode: false })
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
