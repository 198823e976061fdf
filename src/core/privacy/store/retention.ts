/** Table `retention_rule`. */
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface RuleRow {
  readonly kind: string
  /** Null: for ever. */
  readonly days: number | null
  readonly version: number
  readonly changedAt: Instant
}

/** Where somebody chose; the others have their standard. */
export function listRules(tx: Tx): Promise<RuleRow[]> {
  const query = kysely<DB>(tx).selectFrom('retention_rule').select(['kind', 'days', 'version', 'changed_at as changedAt'])
  return named<RuleRow>(tx, 'privacy.listRules', query)
}

/** Version 0: nobody chose before. False when somebody did meanwhile. */
export async function putRule(
  tx: Tx,
  { kind, days, version, at }: { readonly kind: string; readonly days: number | null; readonly version: number; readonly at: Instant },
): Promise<boolean> {
  const values = { kind, days, changed_at: toDate(at) }
  const insert = kysely<DB>(tx)
    .insertInto('retention_rule')
    .values(values)
    .onConflict((on) => on.doNothing())
  const update = kysely<DB>(tx)
    .updateTable('retention_rule')
    .set({ days, changed_at: toDate(at), version: version + 1 })
    .where('kind', '=', kind)
    .where('version', '=', version)
  return (await (version === 0 ? affected(tx, 'privacy.insertRule', insert) : affected(tx, 'privacy.updateRule', update))) === 1
}
