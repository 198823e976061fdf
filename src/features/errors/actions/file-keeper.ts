/** Hands files of ended segments to the file store: named before they are put there, so that nothing stands there of which nobody knows. */
import { Readable } from 'node:stream'
import { cleanName, HEAD_BYTES, mediaTypeOf, nameFile } from '#core/attachments/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { filesCodes } from '#platform/files/codes.ts'
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { decodeFile, type FileRecord } from '../domain/file-record.ts'
import { insertFile, setFileStored } from '../store/files.ts'
import type { ErrorIntake } from './error-intake.ts'

type Needs = Pick<Platform, 'logger' | 'metrics' | 'work' | 'clock' | 'files'>

/** A file has an id made of all that it is, so that one which is handed on again is kept once. */
export function fileKeeper(platform: Needs, intake: ErrorIntake): { readonly run: () => Promise<boolean> } {
  return new SegmentKeeper<FileRecord>(platform, {
    signal: 'error_files',
    open: () => intake.fileSpool.open(),
    decode: decodeFile,
    keep: async (records) => {
      for (const record of records) await keepFile(platform, record)
      return records.length
    },
  })
}

async function keepFile(platform: Needs, { bytes, ...head }: FileRecord): Promise<void> {
  const at = platform.clock.now()
  const mediaType = await mediaTypeOf(bytes.subarray(0, HEAD_BYTES))
  const name = cleanName(head.name)
  try {
    await platform.files.put(Readable.from([bytes]), bytes.length, ({ digest }) =>
      platform.work.run(async (tx) => {
        const isNew = await insertFile(tx, { ...head, name, mediaType, size: bytes.length, digest, at })
        if (isNew) await nameFile(tx, { id: head.id, digest, mediaType })
      }),
    )
  } catch (error) {
    // It waits as it would for a database.
    const isAway = error instanceof Fault && (error.code === filesCodes.unavailable || error.code === filesCodes.no_space)
    throw isAway ? new Fault(common.store_unavailable, { cause: error }) : error
  }
  await platform.work.run((tx) => setFileStored(tx, { id: head.id, at }))
}
