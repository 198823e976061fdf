/** Chooses where files live: the bucket of the configuration, or `<data folder>/files`. */
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { FileStore } from './files.ts'
import { sweepIncoming } from './incoming.ts'
import { localStore } from './local.ts'

/** A store that is closed at shutdown. */
export interface OpenFiles extends FileStore {
  close(): Promise<void>
}

/** Makes the folders it needs and sweeps what dead uploads left; says nothing about whether a bucket answers (see `check`). */
export async function openFiles(options: {
  readonly config: Pick<Config, 'dataFolder' | 's3'>
  readonly clock: Clock
}): Promise<OpenFiles> {
  const folder = join(options.config.dataFolder, 'files')
  const incoming = join(folder, 'incoming')
  const sweep = (): Promise<void> => sweepIncoming(incoming, options.clock.now())
  await sweep()
  if (options.config.s3) return { ...(await import('./s3.ts')).s3Store(options.config.s3, incoming), sweep }
  return { ...localStore(folder, incoming), sweep, close: async () => {} }
}
