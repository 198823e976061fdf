/**
 * After a restore the two stores may stand at different events: facts that the log does not have are dropped, and copying goes on
 * behind the last fact that is there. Copies get tokens of their own from then on, because ClickHouse remembers the tokens of
 * blocks whose rows were dropped.
 */
import { uuidv7 } from 'uuidv7'
import { MINUTE_MS } from '#kit/time.ts'
import type { ClickHouse } from '../clickhouse/client.ts'
import { quoteName, quoteText } from '../clickhouse/quote.ts'
import type { Form } from '../clickhouse/render.ts'
import type { Work } from '../work.ts'
import { restartBlocks } from './store/fact-block.ts'
import { findHead } from './store/pending.ts'

/** A mutation rewrites whole parts. */
const TIMEOUT_MS = 30 * MINUTE_MS

export interface AlignOptions {
  readonly work: Work
  readonly clickhouse: ClickHouse
  readonly form: Form
}

/** Nothing else may copy facts meanwhile. Returns the event after which copying goes on. Idempotent. */
export async function alignFacts({ work, clickhouse, form }: AlignOptions): Promise<number> {
  const head = (await work.read(findHead))?.seq ?? 0
  const stored = form.kind === 'cluster' ? `${quoteName(form.database)}.fact_local on cluster ${quoteText(form.cluster)}` : 'fact'
  await clickhouse.command({
    name: 'log.dropFactsBeyond',
    sql: `alter table ${stored} delete where seq > {head:UInt64} settings mutations_sync = 2`,
    params: { head },
    timeoutMs: TIMEOUT_MS,
  })
  const [left] = await clickhouse.query<{ rows: string; last: string }>({
    name: 'log.countFacts',
    sql: 'select count() as rows, max(seq) as last from fact',
    timeoutMs: TIMEOUT_MS,
  })
  const last = Number(left?.last ?? 0)
  const isWhole = Number(left?.rows ?? 0) === last
  // A gap, or a row twice: whatever made it, copying all of them anew is sure.
  if (!isWhole) await clickhouse.command({ name: 'log.dropFacts', sql: `truncate table ${stored}`, timeoutMs: TIMEOUT_MS })
  const after = isWhole ? last : 0
  await work.run((tx) => restartBlocks(tx, { from: after + 1, era: uuidv7() }))
  return after
}
