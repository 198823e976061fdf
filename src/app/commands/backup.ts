/** `pitcrew backup`: one encrypted file with everything, made beside a running server or without one. */
import path from 'node:path'
import process from 'node:process'
import { backupName, findRecoveryKey, makeRecoveryKeyForCommand } from '#core/backup/public.ts'
import { externalCommand } from '#platform/backup/clickhouse.ts'
import type { MadeBackup } from '#platform/backup/make.ts'
import type { Core } from '../core.ts'
import { backupMeans } from '../backup-means.ts'
import { withCore } from './with-core.ts'

const MEBIBYTE = 1024 * 1024

export async function backup({ to }: { readonly to?: string }): Promise<void> {
  await withCore(async (core) => {
    const { platform, pg, clickhouse } = core
    const { config, clock, secrets } = platform
    const recoveryPublicKey = await knownOrNewKey(core)
    const at = clock.now()
    const target = path.resolve(to ?? path.join(config.backupFolder, backupName(at, 'command')))
    const made = await backupMeans({ config, pg, clickhouse, secrets, clock }).make({ target, at, recoveryPublicKey })
    process.stdout.write(`${made.path}\n`)
    process.stderr.write(inWords(made))
    tellWhatIsMissing(core)
  })
}

/** The first backup by hand brings the recovery key with it: without one the file would be worth nothing elsewhere. */
async function knownOrNewKey({ platform }: Core): Promise<Uint8Array> {
  const find = () => platform.work.read((tx) => findRecoveryKey(tx))
  const known = await find()
  if (known) return known
  const recoveryKey = await makeRecoveryKeyForCommand(platform)
  process.stderr.write(
    `The recovery key of this installation, which opens its backups anywhere. Write it down now, it is not shown again:\n\n`,
  )
  process.stderr.write(`    ${recoveryKey}\n\n`)
  return (await find()) ?? new Uint8Array()
}

function inWords({ bytes, seq, sha256 }: MadeBackup): string {
  return `${(bytes / MEBIBYTE).toFixed(1)} MiB, up to event ${seq} of the log, SHA-256 ${sha256}.\n`
}

/** Stores that keep their own backups are told, each with what to run there. */
function tellWhatIsMissing({ platform: { config }, clickhouse }: Core): void {
  if (config.clickhouseUrl !== undefined) {
    const command = externalCommand(clickhouse.database, config.clickhouseCluster)
    process.stderr.write(`Figures in your own ClickHouse are not in it. Back them up there, before this command:\n    ${command}\n`)
  }
  if (config.s3 !== undefined) {
    const { endpoint, bucket } = config.s3
    process.stderr.write(`Files in your bucket are not in it. Copy them after this command:\n`)
    process.stderr.write(`    aws s3 sync s3://${bucket} <folder> --endpoint-url ${endpoint}\n`)
  }
}
