/** Statements that make a user who only reads, for an administrator to copy. */
import { mysqlUserSql } from './mysql-lacks.ts'
import { postgresUserSql } from './postgres-lacks.ts'
import { redisUserSql } from './redis-lacks.ts'
import type { Kind } from './words.ts'

interface Named {
  readonly username: string
  readonly databaseName: string
}

const SQL: Readonly<Record<Kind, (named: Named) => string>> = { postgres: postgresUserSql, mysql: mysqlUserSql, redis: redisUserSql }

export function userSql(kind: Kind, { username, databaseName }: Named): string {
  return SQL[kind]({ username: username.trim() || 'pitcrew', databaseName: databaseName.trim() || '…' })
}
