/** Table `decision`: what a decision has beside its record. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Option } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface DecisionRow {
  readonly id: string
  readonly context: string
  readonly options: readonly Option[]
  readonly chosen: number | null
  readonly outcome: string
  readonly reason: string
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
}

const columns = ['id', 'context', 'options', 'chosen', 'outcome', 'reason', 'decided_by as decidedBy', 'decided_at as decidedAt'] as const

export async function insertDecision(tx: Tx, { id, context, options }: Pick<DecisionRow, 'id' | 'context' | 'options'>): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('decision')
    .values({ id, context, options: JSON.stringify(options) })
  await affected(tx, 'decisions.insertDecision', query)
}

export async function findDecision(tx: Tx, id: string): Promise<DecisionRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('decision').select(columns).where('id', '=', id)
  return (await named<DecisionRow>(tx, 'decisions.findDecision', query))[0]
}

/** The whole row; its record is locked by the caller. */
export async function updateDecision(tx: Tx, row: DecisionRow): Promise<void> {
  const { id, context, options, chosen, outcome, reason, decidedBy, decidedAt } = row
  const query = kysely<DB>(tx)
    .updateTable('decision')
    .set({
      context,
      options: JSON.stringify(options),
      chosen,
      outcome,
      reason,
      decided_by: decidedBy,
      decided_at: decidedAt === null ? null : toDate(decidedAt),
    })
    .where('id', '=', id)
  await affected(tx, 'decisions.updateDecision', query)
}

/** How many views were asked for and given, by decision. */
export function countViews(tx: Tx, ids: readonly string[]): Promise<{ id: string; asked: number; given: number }[]> {
  return named(
    tx,
    'decisions.countViews',
    sql<{ id: string; asked: number; given: number }>`
      select decision_id as id, count(*)::int as asked, count(text)::int as given from decision_view
      where decision_id = any(${ids}::uuid[]) group by decision_id`,
  )
}
