/** `pitcrew restore` and the drill `pitcrew backup verify`. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { forgetUnfinished } from '#core/backup/public.ts'
import { ERASURE_LIST, replayErasures } from '#core/privacy/public.ts'
import type { Openers } from '#platform/backup/read.ts'
import { openLogger } from '#platform/logger/open.ts'
import type { Config } from '#platform/config/config.ts'
import { keySourceOf, openSecrets } from '#platform/secrets/open.ts'
import { StartFault } from '#platform/start-fault.ts'
import type { Core } from '../core.ts'
import { restoreBackup, type Restored } from '../restoring.ts'
import { requireConfig } from './settings.ts'

interface KeyOption {
  readonly recoveryKeyFile?: string | undefined
}

export async function restore(file: string, { into, recoveryKeyFile }: KeyOption & { readonly into: string }): Promise<void> {
  const restored = await run(file, into, { recoveryKeyFile })
  process.stdout.write(inWords(restored, into))
  requireWhole(restored)
}

/** On stores of its own, whatever the settings name: a drill must not touch what runs. */
export async function verify(file: string, options: KeyOption): Promise<void> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pitcrew-drill-'))
  try {
    const restored = await run(file, path.join(scratch, 'data'), options, { DATABASE_URL: '', CLICKHOUSE_URL: '', CLICKHOUSE_CLUSTER: '' })
    process.stdout.write(inWords(restored, null))
    requireWhole(restored)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

async function run(file: string, into: string, { recoveryKeyFile }: KeyOption, settings: Record<string, string> = {}): Promise<Restored> {
  const config = requireConfig(settings)
  const openers = { ...ownKeys(config), recoveryKey: await recoveryKeyIn(recoveryKeyFile) }
  const logger = openLogger('warn', { pretty: true, destination: process.stderr })
  return restoreBackup({ file, into, openers, config, logger, afterwards: (core) => putRight(core, file) })
}

/** Whoever was erased since is erased again: the list lies beside the backup, and copies of the folder have it too. */
async function putRight({ platform, parts }: Core, file: string): Promise<void> {
  await forgetUnfinished(platform)
  const list = path.join(path.dirname(path.resolve(file)), ERASURE_LIST)
  const count = await replayErasures(platform, parts, list)
  if (count > 0) process.stderr.write(`Erased again: ${count} ${count === 1 ? 'person' : 'people'}, as ${list} says.\n`)
}

/** The master key of the installation that the settings name, where there is one: on its own machine nothing has to be typed. */
function ownKeys(config: Config): Openers {
  const source = keySourceOf(config)
  if ('keyFile' in source && !fs.existsSync(source.keyFile)) return {}
  return { secrets: openSecrets(source) }
}

async function recoveryKeyIn(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  if (file === '-') return text(process.stdin)
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (cause) {
    throw new StartFault(`The recovery key file ${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause })
  }
}

function inWords({ about, createdAt, verification, factsUpTo }: Restored, into: string | null): string {
  const where = into === null ? 'It can be restored' : `Restored into ${path.resolve(into)}`
  const chain = verification.ok
    ? `the chain of ${verification.toSeq} events holds`
    : `the chain is broken at event ${verification.fault?.seq}`
  const facts = factsUpTo < about.seq ? ` Facts after event ${factsUpTo} are copied at the next start.` : ''
  return `${where}: the state of ${createdAt} with event ${about.seq} as its last; ${chain}.${facts}\n`
}

function requireWhole({ verification }: Restored): void {
  if (!verification.ok) process.exitCode = 1
}
