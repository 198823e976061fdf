/**
 * The log as lines that prove themselves. Each holds the header exactly as it was hashed, the hash, and the stored text of the
 * particulars, whose digest stands in the header: nothing else is needed to walk the chain elsewhere. Personal particulars are opened
 * where their key still exists; of an erased person nothing is left to open.
 */
import type pg from 'pg'
import { canonicalHeader } from '../log/header.ts'
import { decryptPersonal } from '../log/personal.ts'
import type { PersonKeys } from '../log/personkeys.ts'
import { findChained, type ChainedRow } from '../log/store/events.ts'
import { headerOf } from '../log/store/headers.ts'
import { asTx } from '../pg/tx.ts'
import type { Tx } from '../work.ts'

/** Events held at once. */
const PAGE = 500

/** Ascending, each with its end; `seq` is the last event of the snapshot. */
export async function* eventLines(client: pg.Client, seq: number, personKeys: PersonKeys): AsyncGenerator<string> {
  const tx = asTx({ client, transaction: null })
  for (let after = 0; after < seq;) {
    const rows = await findChained(tx, { after, limit: Math.min(PAGE, seq - after) })
    if (rows.length === 0) return
    const keys = await keysOf(tx, rows, personKeys)
    yield rows.map((row) => lineOf(row, keys.get(row.subject ?? ''))).join('')
    after = rows.at(-1)?.seq ?? seq
  }
}

async function keysOf(tx: Tx, rows: readonly ChainedRow[], personKeys: PersonKeys): Promise<ReadonlyMap<string, Uint8Array>> {
  const keys = new Map<string, Uint8Array>()
  for (const subject of new Set(rows.filter(({ personal }) => personal !== null).map((row) => row.subject))) {
    const key = subject === null ? undefined : await personKeys.keyFor(tx, subject)
    if (subject !== null && key) keys.set(subject, key)
  }
  return keys
}

function lineOf(row: ChainedRow, key: Uint8Array | undefined): string {
  const personal = row.personal && key ? (decryptPersonal(row.personal, key, row.id) ?? null) : null
  const rest = { hash: row.hash.toString('hex'), particulars: row.particulars, personal }
  return `{"header":${canonicalHeader(headerOf(row, row.seq))},${JSON.stringify(rest).slice(1)}\n`
}
