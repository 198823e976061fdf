/** SQL on the block of events that is on its way to ClickHouse. */
import { sql } from 'kysely'
import { affected, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { DB } from '../rows.gen.ts'

export interface FactBlock {
  /** Everything below is in ClickHouse. */
  readonly from: number
  /** Inclusive; null when no block is under way. */
  readonly to: number | null
  /** Part of the blocks' tokens since a restore; null before the first one. */
  readonly era: string | null
}

/** Where copying stands. */
export async function findBlock(tx: Tx): Promise<FactBlock> {
  const [row] = await named(
    tx,
    'log.findBlock',
    kysely<DB>(tx).selectFrom('fact_block').select(['from_seq as from', 'to_seq as to', 'era']),
  )
  return row ?? { from: 1, to: null, era: null }
}

/** Fixes the block's end before anything is sent. False when another node did meanwhile. */
export async function beginBlock(tx: Tx, { from, to }: { readonly from: number; readonly to: number }): Promise<boolean> {
  const query = kysely<DB>(tx).updateTable('fact_block').set({ to_seq: to }).where('from_seq', '=', from).where('to_seq', 'is', null)
  return (await affected(tx, 'log.beginBlock', query)) === 1
}

/** Moves behind a block that has arrived; does nothing when another node moved already. */
export async function finishBlock(tx: Tx, { from, to }: { readonly from: number; readonly to: number }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('fact_block')
    .set({ from_seq: to + 1, to_seq: sql`null` })
    .where('from_seq', '=', from)
    .where('to_seq', '=', to)
  await affected(tx, 'log.finishBlock', query)
}

/** Goes on at another place, under tokens that were never used. */
export async function restartBlocks(tx: Tx, { from, era }: { readonly from: number; readonly era: string }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('fact_block')
    .set({ from_seq: from, to_seq: sql`null`, era })
  await affected(tx, 'log.restartBlocks', query)
}
