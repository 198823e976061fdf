/** Doing erasures again on a database that is older than they are. */
import { readFile } from 'node:fs/promises'
import type { ActorRef } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { lineSchema, type ErasureLine } from './erasure-list.ts'
import { emailHash, eraseIn, finish } from './erase.ts'
import { widened } from '../access/subject.ts'
import { nobody, united } from '../domain/subject.ts'
import type { Needs } from '../needs.ts'
import type { Parts } from '../parts.ts'
import { findErasure } from '../store/erasures.ts'

const REPLAY: ActorRef = { kind: 'system', id: 'privacy.replay' }

/** Erases again whoever the list names and this database does not know as erased. Returns how many that were. */
export async function replayErasures(platform: Needs, parts: Parts, listFile: string): Promise<number> {
  const lines = await readLines(listFile)
  let replayed = 0
  for (const line of lines) {
    if (await platform.work.read((tx) => findErasure(tx, line.id))) continue
    await platform.work.run((tx) => replay(platform, parts, tx, line))
    await finish(platform, parts, line.id)
    replayed += 1
  }
  return replayed
}

async function readLines(listFile: string): Promise<readonly ErasureLine[]> {
  const text = await readFile(listFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)))
}

async function replay(platform: Needs, parts: Parts, tx: Tx, line: ErasureLine): Promise<void> {
  const hashes = new Set(line.emailHashes)
  const emails: string[] = []
  for (const { personal } of parts.personal) {
    for await (const email of personal.emails?.(tx) ?? []) if (hashes.has(emailHash(platform, email))) emails.push(email)
  }
  const known = united(nobody, { personIds: line.personIds, contactIds: line.contactIds, emails })
  const subject = await widened(parts, tx, known)
  const erasing = { ...line, reason: '', requestedBy: REPLAY }
  await eraseIn(platform, parts, tx, { subject, erasing, actor: REPLAY, replayed: true })
}
