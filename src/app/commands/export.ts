/** `pitcrew export`: everything but secrets in open formats, into a folder or one archive, also while a server runs. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { tellExport } from '#core/backup/public.ts'
import { exportArchive, writeFolder } from '#platform/export/write.ts'
import type { OpenedExport } from '#platform/export/open.ts'
import { exportOf } from '../export-means.ts'
import { withCore } from './with-core.ts'

const ARCHIVE = /\.(tar\.gz|tgz)$/

export async function exportTo(wanted: string): Promise<void> {
  const target = path.resolve(wanted)
  await withCore(async ({ platform, pg, clickhouse }) => {
    const opened = await exportOf({ ...platform, pg, clickhouse }, platform.clock.now())
    try {
      const to = ARCHIVE.test(target) ? 'archive' : 'folder'
      if (to === 'archive') await writeArchive(opened, target)
      else await writeFolder(opened.entries(), target)
      await tellExport(platform, { actor: { kind: 'system', id: 'command line' }, to, seq: opened.about.seq })
      process.stdout.write(`${target}\n`)
      process.stderr.write(`Up to event ${opened.about.seq} of the log. It is not encrypted: keep it where nobody else reads it.\n`)
      if (!opened.about.files) process.stderr.write('Files in your bucket are not in it; copy them there.\n')
    } finally {
      await opened.close()
    }
  })
}

/** The file appears whole or not at all. */
async function writeArchive(opened: OpenedExport, target: string): Promise<void> {
  const partial = `${target}.partial`
  try {
    await pipeline(exportArchive(opened.entries(), opened.about.at), createWriteStream(partial, { mode: 0o600, flush: true }))
    await rename(partial, target)
  } finally {
    await rm(partial, { force: true })
  }
}
