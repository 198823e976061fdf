/** The statements that took most of the time in a range. */
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { HOUR_MS, later, type Instant } from '#kit/time.ts'
import type { databasesContract } from '../contract/contract.ts'
import { sumStatements } from '../store/statements.ts'
import { seenDatabase, type Ask } from './ask.ts'

const STATEMENTS_SHOWN_MAX = 50

interface StatementsAsk {
  readonly id: string
  readonly from: Instant | undefined
  readonly to: Instant | undefined
}

export async function listStatements(
  ask: Ask,
  { id, from, to }: StatementsAsk,
): Promise<ReplyOf<(typeof databasesContract)['listStatements']>> {
  const { row } = await ask.platform.work.read((tx) => seenDatabase(tx, ask.caller, id))
  const until = to ?? ask.platform.clock.now()
  const since = from ?? later(until, -HOUR_MS)
  if (since >= until) throw new Fault(common.invalid_request, { fields: [{ field: 'query.from', message: 'must lie before `to`' }] })
  const place = { environmentId: row.environmentId, databaseId: id }
  const rows = await sumStatements(ask.platform.clickhouse, { ...place, from: since, to: until, limit: STATEMENTS_SHOWN_MAX })
  return { items: rows.map((statement) => ({ ...statement, meanMs: statement.calls === 0 ? 0 : statement.totalMs / statement.calls })) }
}
