/** What a user of PostgreSQL may not see, with the exact statements that mend it. */
import type { Lack } from './words.ts'

interface Facts {
  readonly user: string
  readonly isSuperuser: boolean
  readonly readsAllStatistics: boolean
  readonly statementsSchema: string | null
}

/** As `quote_ident` does; the name comes from the server. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const PRELOAD = "-- in postgresql.conf, then restart:\n-- shared_preload_libraries = 'pg_stat_statements'"

/** The extension is there, and the server started without it. */
export const notLoadedLack: Lack = { kind: 'statements_not_loaded', detail: '', fix: PRELOAD }

export function postgresLacks({ user, isSuperuser, readsAllStatistics, statementsSchema }: Facts): readonly Lack[] {
  const lacks: Lack[] = []
  if (!readsAllStatistics) lacks.push({ kind: 'no_statistics_role', detail: '', fix: `GRANT pg_monitor TO ${quoted(user)};` })
  if (statementsSchema === null)
    lacks.push({
      kind: 'no_statements_extension',
      detail: '',
      fix: `${PRELOAD}\nCREATE EXTENSION pg_stat_statements;`,
    })
  if (isSuperuser) lacks.push({ kind: 'superuser', detail: '', fix: null })
  return lacks
}

/** What makes the user that reads, for an administrator to copy. */
export function postgresUserSql({ username, databaseName }: { readonly username: string; readonly databaseName: string }): string {
  return [
    `CREATE ROLE ${quoted(username)} LOGIN PASSWORD '…' CONNECTION LIMIT 2;`,
    `GRANT CONNECT ON DATABASE ${quoted(databaseName)} TO ${quoted(username)};`,
    `GRANT pg_monitor TO ${quoted(username)};`,
    `ALTER ROLE ${quoted(username)} SET default_transaction_read_only = on;`,
    'CREATE EXTENSION IF NOT EXISTS pg_stat_statements;',
  ].join('\n')
}
