/**
 * Short paths for unix sockets. A socket's address may have at most 107 bytes (103 on macOS); where the wanted path is longer,
 * a private folder below the one for temporary files stands in, named after the wanted path so that every process finds it.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StartFault } from './start-fault.ts'

const ADDRESS_BYTES_MAX = 103

/** The folder whose path leaves room for a socket named `socketName`: `wanted`, or its stand-in. Makes nothing. */
export function socketFolderPath(wanted: string, socketName: string): string {
  return Buffer.byteLength(path.join(wanted, socketName)) <= ADDRESS_BYTES_MAX ? wanted : standIn(wanted, socketName)
}

/** The same folder, made with mode 0700 when missing. `ownerId` is the user who may own it beside ourselves. */
export function socketFolder(wanted: string, socketName: string, ownerId?: number): string {
  const folder = socketFolderPath(wanted, socketName)
  if (folder !== wanted) return privateFolder(folder, ownerId)
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

function standIn(wanted: string, socketName: string): string {
  const name = `pitcrew-${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}`
  const preferred = path.join(os.tmpdir(), name)
  return Buffer.byteLength(path.join(preferred, socketName)) <= ADDRESS_BYTES_MAX ? preferred : path.join('/tmp', name)
}

/** Everybody may write to the folder for temporary files, so what stands there already is believed only when it is ours alone. */
function privateFolder(folder: string, ownerId: number | undefined): string {
  try {
    fs.mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = fs.lstatSync(folder)
  const trusted = found.isDirectory() && [process.getuid?.(), ownerId].includes(found.uid)
  if (!trusted) throw new StartFault(`${folder} belongs to somebody else and Pitcrew needs that name for its sockets: remove it.`)
  fs.chmodSync(folder, 0o700)
  return folder
}
