/** What a user of MySQL or MariaDB may not see, with the exact statements that mend it. */
import type { Lack } from './words.ts'

/** As servers quote names. */
export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``

/** `current_user()` as an account in a grant: `reader@%` becomes `reader`@`%`. */
export function accountOf(currentUser: string): string {
  const at = currentUser.lastIndexOf('@')
  return `${quoted(currentUser.slice(0, at))}@${quoted(currentUser.slice(at + 1))}`
}

export interface MysqlRights {
  /** As `current_user()` says. */
  readonly user: string
  readonly isMariaDb: boolean
  readonly seesProcesses: boolean
  readonly isSuperuser: boolean
  readonly countsStatements: boolean
}

export function mysqlLacks({ user, seesProcesses, isSuperuser, countsStatements }: MysqlRights): readonly Lack[] {
  const lacks: Lack[] = []
  if (!seesProcesses) lacks.push({ kind: 'no_statistics_role', detail: '', fix: `GRANT PROCESS ON *.* TO ${accountOf(user)};` })
  if (!countsStatements)
    lacks.push({
      kind: 'no_statements_extension',
      detail: '',
      fix: '-- under [mysqld] of the configuration, then restart:\n-- performance_schema = ON',
    })
  if (isSuperuser) lacks.push({ kind: 'superuser', detail: '', fix: null })
  return lacks
}

export const statementsLack = ({ user }: MysqlRights): Lack => ({
  kind: 'statements_not_permitted',
  detail: '',
  fix: `GRANT SELECT ON performance_schema.* TO ${accountOf(user)};`,
})

export const replicationLack = ({ user, isMariaDb }: MysqlRights): Lack => ({
  kind: 'no_replication_role',
  detail: '',
  fix: `GRANT ${isMariaDb ? 'REPLICA MONITOR' : 'REPLICATION CLIENT'} ON *.* TO ${accountOf(user)};`,
})

/** What makes the user that reads, for an administrator to copy. It sees no row of any table. */
export function mysqlUserSql({ username }: { readonly username: string }): string {
  const account = `${quoted(username)}@'%'`
  return [
    `CREATE USER ${account} IDENTIFIED BY '…' WITH MAX_USER_CONNECTIONS 2;`,
    `GRANT PROCESS, REPLICATION CLIENT ON *.* TO ${account}; -- MariaDB: REPLICA MONITOR instead of REPLICATION CLIENT`,
    `GRANT SELECT ON performance_schema.* TO ${account};`,
  ].join('\n')
}
