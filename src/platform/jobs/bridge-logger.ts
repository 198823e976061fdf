/** Carries graphile-worker's log lines into ours. */
import type { Logger as WorkerLogger } from 'graphile-worker'
import type { Logger } from '../logger.ts'

/** Its `info` tells of every job and every poll, which is our `debug`. The library is loaded here for those who load it late. */
export async function bridgeLogger(logger: Logger): Promise<WorkerLogger> {
  const library = await import('graphile-worker')
  return new library.Logger((scope) => (level, message, meta) => {
    const fields = { ...scope, ...meta }
    // The library's level is a const enum, which exists only as these words.
    const word: string = level
    if (word === 'error') logger.error(fields, message)
    else if (word === 'warning') logger.warn(fields, message)
    else logger.debug(fields, message)
  })
}
