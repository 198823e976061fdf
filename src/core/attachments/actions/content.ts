/**
 * Bytes coming in. They are received on the side; when all are there, their digest is written down and named by the attachment;
 * then they are put into the file store; then the attachment is told of. A crash between any two steps leaves a row that is
 * arriving, by which the sender goes on, or else the routine finds what to remove.
 */
import { Readable } from 'node:stream'
import { attachmentAdded } from '#events/attachments.ts'
import { Fault } from '#kit/fault.ts'
import type { StoredFile } from '#platform/files/files.ts'
import type { Platform } from '#platform/platform.ts'
import { requireAttachment, scopeOf } from '../access/seen.ts'
import { attachmentsCodes } from '../contract/codes.ts'
import { FILE_BYTES_MAX } from '../domain/bounds.ts'
import { judgeArrival } from '../domain/judge.ts'
import { WRITE_ATTACHMENTS } from '../domain/permissions.ts'
import { HEAD_BYTES, mediaTypeOf } from '../domain/sniff.ts'
import { findAttachment, lockAttachment, setStored } from '../store/attachments.ts'
import { nameContent } from '../store/contents.ts'
import type { Act } from './attachments.ts'

export interface Receiving extends Act {
  readonly platform: Act['platform'] & Pick<Platform, 'files'>
}

/** May be repeated: bytes that are there already are not looked at again. */
export async function sendContent(act: Receiving, id: string, upload: AsyncIterable<Uint8Array>): Promise<void> {
  const { platform } = act
  const { row } = await platform.work.read(async (tx) =>
    requireAttachment(tx, act, { row: await findAttachment(tx, id), permission: WRITE_ATTACHMENTS }),
  )
  const verdict = judgeArrival(row, platform.clock.now())
  if (verdict === 'arrived') return
  if (verdict !== 'awaited') throw new Fault(attachmentsCodes.not_awaited)
  const head = new Head()
  await platform.files.put(
    Readable.from(head.watch(upload), { objectMode: false }),
    FILE_BYTES_MAX,
    async ({ digest, bytes }: StoredFile) => {
      if (bytes !== row.bytes) {
        throw new Fault(attachmentsCodes.incomplete, { detail: `${bytes} bytes arrived, and ${row.bytes} were announced.` })
      }
      const mediaType = await mediaTypeOf(head.bytes())
      const isNamed = await platform.work.run((tx) => nameContent(tx, { id, digest, mediaType }))
      if (!isNamed) throw new Fault(attachmentsCodes.other_content)
    },
  )
  await tellOf(act, id)
}

function tellOf(act: Receiving, id: string): Promise<void> {
  const { platform, caller } = act
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { row, record } = await requireAttachment(tx, act, { row: await lockAttachment(tx, id), permission: WRITE_ATTACHMENTS })
    // Two tries of one sender at the same time: the other one was faster.
    if (row.storedAt !== null) return
    if (row.deletedAt !== null || row.digest === null) throw new Fault(attachmentsCodes.not_awaited)
    await setStored(tx, id, at)
    const about = { record: { kind: record.kind, id: record.id }, scope: scopeOf(record, row.audience) }
    const particulars = { attachmentId: id, digest: row.digest }
    await platform.log.publish(tx, { event: attachmentAdded, actor: caller.ref, at, ...about, particulars })
  })
}

/** Keeps the first bytes of what passes. */
class Head {
  readonly #pieces: Uint8Array[] = []
  #missing = HEAD_BYTES

  async *watch(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const piece of content) {
      if (this.#missing > 0) this.#pieces.push(piece.slice(0, this.#missing))
      this.#missing -= piece.length
      yield piece
    }
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#pieces)
  }
}
