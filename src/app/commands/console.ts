/**
 * `pitcrew console`: a prompt with the platform at hand, for looking into an installation. Statements run in a read-only
 * transaction unless `--write` was given.
 */
import process from 'node:process'
import repl from 'node:repl'
import { sql } from 'kysely'
import { Fault } from '#kit/fault.ts'
import { codeOf } from '#platform/pg/failures.ts'
import { named } from '#platform/pg/tx.ts'
import { StartFault } from '#platform/start-fault.ts'
import type { Core } from '../core.ts'
import { withCore } from './with-core.ts'

const READ_HELP = `
  sql\`select …\`       rows of PostgreSQL; values in \${} are bound
  measured('select …')  rows of ClickHouse
  .exit                 leave
`
const WRITE_HELP = `  platform, modules     everything the parts are given and give
`
/** What may begin a statement on ClickHouse that only reads; it has no read-only transactions. */
const READS = /^\s*(select|with|show|describe|desc|explain|exists)\b/i

const ONLY_READS = 'This prompt only reads; leave it and start it again with --write.'
/** SQLSTATE read_only_sql_transaction. */
const READ_ONLY = '25006'

export async function console({ write = false }: { readonly write?: boolean }): Promise<void> {
  await withCore(async (core) => {
    process.stdout.write(
      write
        ? `This prompt can change things.${READ_HELP}${WRITE_HELP}`
        : `This prompt only reads; --write lets it change things.${READ_HELP}`,
    )
    const prompt = repl.start({ prompt: write ? 'pitcrew (write)> ' : 'pitcrew> ', useGlobal: false })
    Object.assign(prompt.context, atHand(core, write))
    await new Promise((resolve) => prompt.once('exit', resolve))
  })
}

function atHand({ platform, modules }: Core, write: boolean): object {
  const ask = (strings: TemplateStringsArray, values: readonly unknown[]) =>
    platform.work.run(async (tx) => {
      if (!write) await named(tx, 'console.readOnly', sql`set transaction read only`)
      return named(tx, 'console.query', sql(strings, ...values))
    })
  const measured = async (query: string) => {
    if (!write && !READS.test(query)) throw new StartFault(ONLY_READS)
    return platform.clickhouse.query({ name: 'console.query', sql: query })
  }
  return {
    ...(write ? { platform, modules } : {}),
    sql: (strings: TemplateStringsArray, ...values: unknown[]) => ask(strings, values).catch(tellInWords),
    measured: (query: string) => measured(query).catch(tellInWords),
  }
}

/** The store's own words, which is what somebody at a prompt needs; not our fault around them with its stack. */
function tellInWords(error: unknown): never {
  const inner = error instanceof Fault && error.cause instanceof Error ? error.cause : (error as Error)
  const words = codeOf(inner) === READ_ONLY ? ONLY_READS : inner.message
  throw Object.assign(new Error(words), { stack: words })
}
