/** The rules by which something is found at a MySQL or MariaDB. Each has a source; see the README. */
import type { Finding } from './findings.ts'
import { quoted } from './mysql-lacks.ts'

export function unusedMysqlIndexFindings(indexes: readonly { readonly name: string; readonly table: string }[]): readonly Finding[] {
  return indexes.map(({ name, table }) => ({
    kind: 'unused_index',
    subject: `${table}.${name}`,
    fix: `ALTER TABLE ${quoted(table)} DROP INDEX ${quoted(name)};`,
    winsBytes: null,
    facts: { table },
  }))
}
