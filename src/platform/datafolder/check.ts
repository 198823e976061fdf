/** What `pitcrew doctor` says about the data folder. Changes nothing, so it may run beside a server. */
import fs from 'node:fs'
import { unwell, well, type Finding } from '../finding.ts'
import { lockHolder } from './lock.ts'
import { freeBytesIn } from './open.ts'

/** A day of telemetry of a busy installation; the measured store stops taking rows at 512 MiB. */
const ROOM_BYTES = 2 * 1024 ** 3

/** `folder` is an absolute path. */
export async function checkDataFolder(folder: string): Promise<Finding> {
  const found = fs.statSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return well(`The data folder ${folder} is not there yet; the first start makes it.`)
  if (!found.isDirectory())
    return unwell(`${folder} is not a folder.`, 'Remove the file of that name, or choose another folder with PITCREW_DATA.')
  try {
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK)
  } catch {
    return unwell(
      `User ${process.getuid?.()} cannot write to the data folder ${folder}.`,
      'Give it to that user (chown -R), or run as its owner.',
    )
  }
  const freeMiB = Math.floor(freeBytesIn(folder) / 1024 / 1024)
  if (freeMiB * 1024 * 1024 < ROOM_BYTES)
    return unwell(
      `The disk of the data folder ${folder} has ${freeMiB} MiB left.`,
      'Free some space: below 512 MiB no more figures are stored.',
    )
  const holder = await lockHolder(fs.realpathSync(folder))
  const use = holder === undefined ? 'no server uses it now' : `the server with process number ${holder} uses it`
  return well(`The data folder ${folder} can be written and has ${freeMiB} MiB left; ${use}.`)
}
