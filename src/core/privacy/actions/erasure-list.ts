/**
 * The list of erasures beside the backups: a backup from before an erasure still has the person, so whoever restores it erases
 * again whoever stands here. It holds ids and keyed hashes of addresses, which tell nothing without the master key. Rewritten as a
 * whole after each erasure, and taken along with every copy of the folder.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { instantField } from '#kit/contract.ts'
import { toIso } from '#kit/time.ts'
import type { Needs } from '../needs.ts'
import { listErasures, type ErasureRow } from '../store/erasures.ts'

/** In the folder for backups. */
export const ERASURE_LIST = 'erasures.jsonl'
const PAGE = 500

/** One erasure. */
export const lineSchema = z.object({
  id: z.uuid(),
  personIds: z.array(z.uuid()),
  contactIds: z.array(z.uuid()),
  emailHashes: z.array(z.base64()),
  requestedAt: instantField,
})
export type ErasureLine = z.output<typeof lineSchema>

/** Writes the whole list; the file is exchanged at once. */
export async function writeErasureList({ work, config }: Needs): Promise<void> {
  const lines: string[] = []
  for (let beforeId: string | null = null; ;) {
    const page: readonly ErasureRow[] = await work.read((tx) => listErasures(tx, { beforeId, limit: PAGE }))
    lines.push(...page.map(lineOf))
    beforeId = page.at(-1)?.id ?? null
    if (page.length < PAGE) break
  }
  await mkdir(config.backupFolder, { recursive: true, mode: 0o700 })
  const file = path.join(config.backupFolder, ERASURE_LIST)
  await writeFile(`${file}.new`, lines.map((line) => `${line}\n`).join(''), { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}

const lineOf = ({ id, personIds, contactIds, emailHashes, requestedAt }: ErasureRow): string =>
  JSON.stringify({ id, personIds, contactIds, emailHashes, requestedAt: toIso(requestedAt) })
