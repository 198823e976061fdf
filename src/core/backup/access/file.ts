/** Where the file of a backup lies. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '#kit/fault.ts'
import { backupCodes } from '../contract/codes.ts'
import type { Needs } from '../needs.ts'
import { findBackup } from '../store/backups.ts'

/** Absolute path of the whole file of a backup. Throws `backup.not_there`. */
export async function fileOf({ work, config }: Pick<Needs, 'work' | 'config'>, id: string): Promise<string> {
  const row = await work.read((tx) => findBackup(tx, id))
  const file = row?.state === 'done' ? path.join(config.backupFolder, row.fileName) : undefined
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined) // Gone or unreadable: the same to who asks.
  if (!file || !found?.isFile()) throw new Fault(backupCodes.not_there)
  return file
}
