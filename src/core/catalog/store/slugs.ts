/** Short names, across the tables that have them. */
import { sql } from 'kysely'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

interface IdRow {
  readonly id: string
}

/** The UUID behind a short name, archived things included. */
export async function findIdBySlug(tx: Tx, kind: 'client' | 'application', slug: string): Promise<string | undefined> {
  const rows =
    kind === 'client'
      ? await named(tx, 'catalog.findClientBySlug', sql<IdRow>`select id from client where slug = ${slug}`)
      : await named(tx, 'catalog.findApplicationBySlug', sql<IdRow>`select id from application where slug = ${slug}`)
  return rows[0]?.id
}
