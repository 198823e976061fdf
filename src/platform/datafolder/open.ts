/**
 * The data folder: everything Pitcrew keeps on this machine. Opening it takes its lock and makes sure that it can be written
 * before anything starts in it, so that each thing that can be wrong with it is said in one sentence.
 */
import fs from 'node:fs'
import path from 'node:path'
import { StartFault } from '../start-fault.ts'
import { lockFolder } from './lock.ts'

export interface DataFolder {
  /** Absolute, without links. */
  readonly path: string
  /** Files by content (platform/files). */
  readonly files: string
  /** Telemetry that the measured store has not taken yet. */
  readonly spool: string
  /** The master key of the secrets, when it is not given by configuration. */
  readonly masterKeyFile: string
  /** Gives the folder back; last, after the stores have stopped. */
  close(): Promise<void>
}

/** Below this the databases could not even write their logs; they stop taking data well before. */
const FREE_BYTES_MIN = 256 * 1024 * 1024

/** Makes the folder when it is missing. Throws a StartFault when it cannot be used. */
export async function openDataFolder(wanted: string): Promise<DataFolder> {
  const folder = makeFolder(path.resolve(wanted))
  mustHaveRoom(folder)
  mustBeWritable(folder)
  const lock = await lockFolder(folder)
  if ('heldBy' in lock) {
    throw new StartFault(
      `Another Pitcrew (process ${lock.heldBy}) uses the data folder ${folder}: stop it, or choose another folder with PITCREW_DATA.`,
    )
  }
  return {
    path: folder,
    files: path.join(folder, 'files'),
    spool: path.join(folder, 'spool'),
    masterKeyFile: path.join(folder, 'master.key'),
    close: () => lock.release(),
  }
}

function makeFolder(wanted: string): string {
  try {
    // Folders above keep the usual mode; only the last one is private.
    fs.mkdirSync(path.dirname(wanted), { recursive: true })
    if (!fs.existsSync(wanted)) fs.mkdirSync(wanted, { mode: 0o700 })
    const folder = fs.realpathSync(wanted)
    if (!fs.statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' })
    return folder
  } catch (error) {
    throw new StartFault(`The data folder ${wanted} ${inWords(error)}.`, { cause: error })
  }
}

function mustHaveRoom(folder: string): void {
  const freeBytes = freeBytesIn(folder)
  if (freeBytes >= FREE_BYTES_MIN) return
  const free = Math.floor(freeBytes / 1024 / 1024)
  throw new StartFault(
    `The disk of the data folder ${folder} is full (${free} MiB free): free ${FREE_BYTES_MIN / 1024 / 1024} MiB or more, or choose another folder with PITCREW_DATA.`,
  )
}

/** What an ordinary user may still write on the disk of this folder. */
export function freeBytesIn(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder)
  return bavail * bsize
}

function mustBeWritable(folder: string): void {
  const probe = path.join(folder, `.write-test-${process.pid}`)
  try {
    fs.writeFileSync(probe, 'can this be written?', { flush: true })
  } catch (error) {
    throw new StartFault(`The data folder ${folder} ${inWords(error)}.`, { cause: error })
  } finally {
    fs.rmSync(probe, { force: true })
  }
}

function inWords(error: unknown): string {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException
  const user = process.getuid?.() ?? 'this user'
  const choose = 'or choose another folder with PITCREW_DATA'
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `cannot be written by user ${user}: give it to that user (chown), ${choose}`
    case 'EROFS':
      return `lies on a disk that is mounted read-only: mount it for writing, ${choose}`
    case 'ENOSPC':
    case 'EDQUOT':
      return `has no room left: free some space, ${choose}`
    case 'ENOTDIR':
    case 'EEXIST':
      return `is not a folder: remove the file of that name, ${choose}`
    default:
      return `cannot be used (${code}): mend that, ${choose}`
  }
}
