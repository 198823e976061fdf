/**
 * `pitcrew doctor`: one sentence for each thing that must be right, and for each that is not, how to mend it. Works beside a
 * running server, beside none, and when nothing starts at all. Exit code 1 when something is wrong.
 */
import fs from 'node:fs'
import process from 'node:process'
import { measureHealth } from '#core/operation/public.ts'
import type { Config } from '#platform/config/config.ts'
import { readConfig } from '#platform/config/read.ts'
import { checkDataFolder } from '#platform/datafolder/check.ts'
import { checkEmbeddedClickHouse } from '#platform/clickhouse/embedded/check.ts'
import { unwell, well, type Finding } from '#platform/finding.ts'
import type { HealthLine } from '#platform/module.ts'
import { checkEmbeddedPostgres } from '#platform/pg/embedded/check.ts'
import { operationFacts } from '../operation-facts.ts'
import type { Core } from '../core.ts'
import { withCore } from './with-core.ts'

export async function doctor(): Promise<void> {
  const settings = readConfig(process.env, process.cwd())
  if (!settings.ok) {
    tell(settings.faults.map((fault) => unwell(fault.message, 'Correct it, then run this again.')))
    return
  }
  const still = [well('The settings are right.'), ...(await checkMachine(settings.config))]
  tell(still)
  if (still.some((finding) => !finding.ok)) return
  await withCore(async (core) => tell(await checkStores(core))).catch((error: Error) =>
    tell([unwell(error.message, 'Mend what the sentence names, then run this again.')]),
  )
}

/** What can be seen without starting anything. */
async function checkMachine({ dataFolder, databaseUrl, clickhouseUrl }: Config): Promise<readonly Finding[]> {
  const folder = fs.existsSync(dataFolder) ? fs.realpathSync(dataFolder) : dataFolder
  return [
    await checkDataFolder(folder),
    databaseUrl === undefined ? checkEmbeddedPostgres(folder) : well('PostgreSQL is the one that DATABASE_URL names.'),
    clickhouseUrl === undefined ? checkEmbeddedClickHouse() : well('ClickHouse is the one that CLICKHOUSE_URL names.'),
  ]
}

async function checkStores(core: Core): Promise<readonly Finding[]> {
  await core.clocks.compare()
  const health = await measureHealth(core.platform, operationFacts({ ...core, modules: core.modules }))
  const files = await core.platform.files.check()
  const { mail, work } = core.platform
  const hasRelay = (await work.read((tx) => mail.relay(tx))) !== undefined
  const domain = hasRelay ? [await mail.tryRelay(), ...(await mail.checkDomain())] : []
  return [
    ...health.checks.map((check) => (isFine(check) ? well(check.sentence) : { ok: false, sentence: check.sentence, mend: null })),
    files === undefined ? well('Files can be written and read back.') : unwell(files, 'Check the bucket’s settings or the disk.'),
    ...domain,
  ]
}

/** What nobody set up is nothing to mend. */
const isFine = ({ state }: Pick<HealthLine, 'state'>): boolean => state === 'ok' || state === 'not_set'

function tell(findings: readonly Finding[]): void {
  for (const { ok, sentence, mend } of findings) process.stdout.write(`${ok ? '✓' : '✗'} ${sentence}${mend === null ? '' : ` ${mend}`}\n`)
  if (findings.some((finding) => !finding.ok)) process.exitCode = 1
}
