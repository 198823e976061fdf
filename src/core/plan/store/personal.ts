/** Table `plan_version`, as far as it holds something about people. */
import { sql } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface VersionBy {
  readonly version: number
  readonly note: string
  readonly createdAt: Instant
}

/** Versions that these people made, oldest first. */
export function findVersionsBy(tx: Tx, personIds: readonly string[]): Promise<VersionBy[]> {
  return named(
    tx,
    'plan.findVersionsBy',
    sql<VersionBy>`
      select version, note, created_at as "createdAt" from plan_version
      where actor_kind = 'person' and actor_id = any(${personIds}::text[]) order by created_at, id`,
  )
}

export interface PlanTexts {
  readonly id: string
  readonly source: string
  readonly note: string
  /** JSON as text. */
  readonly leaves: string
}

/** Versions whose texts hold any of these words, in any case. Plans are few and short, so all are looked through. */
export async function findTextsWith(tx: Tx, words: readonly string[]): Promise<PlanTexts[]> {
  const wanted = words.filter((word) => word !== '').map((word) => word.toLowerCase())
  if (wanted.length === 0) return []
  return named(
    tx,
    'plan.findTextsWith',
    sql<PlanTexts>`
      select id, source, note, leaves::text as leaves from plan_version
      where exists (select from unnest(${wanted}::text[]) as word where position(word in lower(source || ' ' || note)) > 0)`,
  )
}

export async function replaceTexts(tx: Tx, { id, source, note, leaves }: PlanTexts): Promise<void> {
  await affected(
    tx,
    'plan.replaceTexts',
    sql`update plan_version set source = ${source}, note = ${note}, leaves = ${leaves}::jsonb where id = ${id}`,
  )
}
