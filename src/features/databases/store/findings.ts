/** Table `database_finding`. */
import { sql } from 'kysely'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { toDate, type Instant } from '#kit/time.ts'
import type { Finding, FindingKind } from '../domain/findings.ts'

export interface FindingRow extends Finding {
  readonly databaseId: string
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** A reading finds at most fifty of each kind. */
const FINDINGS_MAX = 1_000

/** Of several databases, the oldest first. */
export function listFindings(tx: Tx, databaseIds: readonly string[]): Promise<FindingRow[]> {
  return named(
    tx,
    'databases.listFindings',
    sql<FindingRow>`select database_id as "databaseId", kind, subject, fix, wins_bytes as "winsBytes", facts, first_at as "firstAt", last_at as "lastAt"
      from database_finding where database_id = any(${databaseIds}::uuid[]) order by first_at, kind, subject limit ${FINDINGS_MAX}`,
  )
}

export interface PlacedFinding extends Pick<FindingRow, 'databaseId' | 'kind' | 'subject' | 'winsBytes' | 'firstAt' | 'lastAt'> {
  /** UUID */
  readonly environmentId: string
  /** Of the database. */
  readonly name: string
}

/** At the databases of these environments (UUIDs), the oldest first. */
export function listFindingsIn(tx: Tx, environmentIds: readonly string[]): Promise<PlacedFinding[]> {
  return named(
    tx,
    'databases.listFindingsIn',
    sql<PlacedFinding>`select f.database_id as "databaseId", f.kind, f.subject, f.wins_bytes as "winsBytes", f.first_at as "firstAt",
        f.last_at as "lastAt", d.environment_id as "environmentId", d.name
      from database_finding f join watched_database d on d.id = f.database_id
      where d.environment_id = any(${environmentIds}::uuid[]) order by f.first_at, f.kind, f.subject limit ${FINDINGS_MAX}`,
  )
}

/** Puts in what was found now, with the time at which it was seen first; what is not found any more of these kinds goes. */
export async function replaceFindings(
  tx: Tx,
  of: { readonly databaseId: string; readonly kinds: readonly FindingKind[]; readonly findings: readonly Finding[]; readonly at: Instant },
): Promise<void> {
  const at = toDate(of.at)
  const rows = JSON.stringify(of.findings)
  await affected(
    tx,
    'databases.putFindings',
    sql`insert into database_finding (database_id, kind, subject, fix, wins_bytes, facts, first_at, last_at)
      select ${of.databaseId}, r.kind, r.subject, r.fix, r."winsBytes", r.facts, ${at}, ${at}
      from jsonb_to_recordset(${rows}::jsonb) as r(kind text, subject text, fix text, "winsBytes" int8, facts jsonb)
      on conflict (database_id, kind, subject) do update
      set fix = excluded.fix, wins_bytes = excluded.wins_bytes, facts = excluded.facts, last_at = excluded.last_at`,
  )
  await affected(
    tx,
    'databases.removeFindings',
    sql`delete from database_finding where database_id = ${of.databaseId} and kind = any(${of.kinds}::text[]) and last_at < ${at}`,
  )
}
