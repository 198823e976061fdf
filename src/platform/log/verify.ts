/**
 * Walks the whole chain and names the first row that is not what was sealed. Reads in pages, so that a log of any length needs
 * the memory of one page, and stops at the first fault: behind it nothing can be said.
 */
import type { Tx, Work } from '../work.ts'
import type { Checkpoints } from './checkpoints.ts'
import { chainHash, digest, GENESIS } from './header.ts'
import type { Verification } from './log.ts'
import { findCheckpoints, type CheckpointRow } from './store/checkpoints.ts'
import { findChained, type ChainedRow } from './store/events.ts'
import { headerOf } from './store/headers.ts'
import { findHead } from './store/pending.ts'

/** A page is hashed in some 20 ms; between pages requests get their turn. */
const PAGE = 1_000

interface Place {
  readonly seq: number
  readonly hash: Uint8Array
}

export interface VerifyOptions {
  readonly work: Work
  readonly checkpoints: Checkpoints
  /** Called after each page with the last seq that fits. */
  readonly onProgress?: (seq: number) => void
}

/** What is sealed after the start of the walk is not part of it. */
export async function verifyLog({ work, checkpoints, onProgress }: VerifyOptions): Promise<Verification> {
  const end = await work.read(findHead)
  let place: Place = { seq: 0, hash: GENESIS }
  for (;;) {
    const step = await work.read((tx) => verifyPage(tx, place, end?.seq ?? 0, checkpoints))
    place = step.place
    if (step.fault) return outcome(place, step.fault)
    onProgress?.(place.seq)
    if (place.seq >= (end?.seq ?? 0)) break
  }
  const cut = await work.read((tx) => findCheckpoints(tx, { after: place.seq, limit: 1 }))
  const [beyond] = (await work.read(findHead))?.seq === end?.seq ? cut : []
  return outcome(place, beyond ? faultAt(place.seq + 1, `the log ends here, but a checkpoint was signed at ${beyond.seq}`) : null)
}

type Fault = NonNullable<Verification['fault']>

const faultAt = (seq: number, what: string): Fault => ({ seq, what })

function outcome(place: Place, fault: Fault | null): Verification {
  return { ok: fault === null, fromSeq: 1, toSeq: place.seq, fault, head: Buffer.from(place.hash).toString('hex') }
}

interface Step {
  /** The last event that fits. */
  readonly place: Place
  readonly fault: Fault | null
}

async function verifyPage(tx: Tx, from: Place, end: number, checkpoints: Checkpoints): Promise<Step> {
  const rows = await findChained(tx, { after: from.seq, limit: Math.min(PAGE, end - from.seq) })
  const signed = await findCheckpoints(tx, { after: from.seq, limit: PAGE })
  const bySeq = new Map(signed.map((checkpoint) => [checkpoint.seq, checkpoint]))
  let place = from
  for (const row of rows) {
    const what = faultOf(row, place) ?? (await checkpointFault(tx, row, bySeq.get(row.seq), checkpoints))
    if (what) return { place, fault: faultAt(Math.min(row.seq, place.seq + 1), what) }
    place = row
  }
  const missing = rows.length < Math.min(PAGE, end - from.seq)
  return { place, fault: missing ? faultAt(place.seq + 1, 'events vanished during the walk') : null }
}

/** What is wrong with the row that should follow `place`. */
function faultOf(row: ChainedRow, place: Place): string | undefined {
  if (row.seq !== place.seq + 1) return `event ${place.seq + 1} is missing; the next one is ${row.seq}`
  if (!digest(row.particulars).equals(row.particulars_digest)) return 'the particulars were changed: their digest differs'
  const personal = row.personal && digest(row.personal)
  if (!same(personal, row.personal_digest)) return 'the personal particulars were changed: their digest differs'
  if (chainHash(place.hash, headerOf(row, row.seq)).equals(row.hash)) return undefined
  return 'the hash does not fit: its header was changed, or another event stands in its place'
}

async function checkpointFault(tx: Tx, row: ChainedRow, checkpoint: CheckpointRow | undefined, checkpoints: Checkpoints) {
  if (!checkpoint) return undefined
  if (!checkpoint.hash.equals(row.hash)) return 'the event differs from what the checkpoint here signed: the log was rewritten'
  return (await checkpoints.isGenuine(tx, checkpoint)) ? undefined : 'the checkpoint here was not signed by this installation'
}

const same = (a: Buffer | null, b: Buffer | null): boolean => (a === null || b === null ? a === b : a.equals(b))
