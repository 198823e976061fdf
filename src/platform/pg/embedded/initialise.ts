/**
 * Makes the database files on the first start. Whole or absent: initdb works under another name that is renamed at the end, so
 * a kill half-way leaves nothing that the next start would trust.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { StartFault } from '../../start-fault.ts'
import { endOf } from '../../supervise/processes.ts'
import { POSTGRES_MAJOR } from './binaries.ts'
import type { DatabaseHome } from './home.ts'

/** The one role of the embedded server. */
export const POSTGRES_USER = 'pitcrew'

/** Name of the folder with the databases, in the account's folder. */
export const CLUSTER_FOLDER = `data-${POSTGRES_MAJOR}`

const HALF_MADE = 'init-'

/** Makes the files unless they are there. Returns the password of the one role. */
export async function initialise(home: DatabaseHome, binaries: string, dataFolder: string): Promise<string> {
  await removeHalfMade(home)
  if (fs.existsSync(path.join(home.folder, CLUSTER_FOLDER))) return databasePassword(dataFolder)
  const password = makePassword(dataFolder)
  const fresh = `${HALF_MADE}${process.pid}`
  const handedOver = `${fresh}.password`
  fs.writeFileSync(path.join(home.folder, handedOver), `${password}\n`, { mode: 0o600 })
  home.give(path.join(home.folder, handedOver))
  try {
    await runInitdb(home, binaries, [`--pgdata=${home.inside}/${fresh}`, `--pwfile=${home.inside}/${handedOver}`])
  } finally {
    fs.rmSync(path.join(home.folder, handedOver), { force: true })
  }
  fs.renameSync(path.join(home.folder, fresh), path.join(home.folder, CLUSTER_FOLDER))
  flushFolder(home.folder)
  return password
}

async function runInitdb(home: DatabaseHome, binaries: string, where: readonly string[]): Promise<void> {
  // The builtin locale depends on no library of the host, so an upgrade of the host cannot corrupt an index. People's order of
  // names is asked for where it matters, by `collate`.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  // The password is 24 random bytes: nobody finds it by trying, so stretching it would only make every connection wait.
  const password = ['--auth=scram-sha-256', '--set=scram_iterations=1']
  const args = [...where, `--username=${POSTGRES_USER}`, ...password, ...locale, '--no-instructions']
  const initdb = home.run(path.join(binaries, 'bin', 'initdb'), args, ['ignore', 'ignore', 'pipe'])
  const [how, complaints] = await Promise.all([endOf(initdb), initdb.stderr === null ? '' : text(initdb.stderr)])
  if (how !== 'exit code 0') throw new StartFault(`PostgreSQL could not make its files in ${home.folder} (${how}): ${complaints.trim()}`)
}

/** An initdb that outlived a killed start may still write: under another name it misses its files and gives up. */
async function removeHalfMade(home: DatabaseHome): Promise<void> {
  for (const name of fs.readdirSync(home.folder).filter((entry) => entry.startsWith(HALF_MADE))) {
    const doomed = path.join(home.folder, `${HALF_MADE}doomed-${name.slice(HALF_MADE.length)}`)
    fs.renameSync(path.join(home.folder, name), doomed)
    await rm(doomed, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

/** The rename itself must be on the disk before anybody trusts the folder. */
function flushFolder(folder: string): void {
  const descriptor = fs.openSync(folder, 'r')
  fs.fsyncSync(descriptor)
  fs.closeSync(descriptor)
}

function passwordFile(dataFolder: string): string {
  return path.join(dataFolder, 'postgres.password')
}

/** The password of the one role; only the account that runs Pitcrew can read the file. */
export function databasePassword(dataFolder: string): string {
  const file = passwordFile(dataFolder)
  if (!fs.existsSync(file))
    throw new StartFault(`${file} is missing, and without it nobody can sign in to the database: restore it from a backup.`)
  return fs.readFileSync(file, 'utf8').trim()
}

/** On the disk before the database knows it; one that an interrupted first start has left is used. */
function makePassword(dataFolder: string): string {
  const file = passwordFile(dataFolder)
  if (!fs.existsSync(file)) {
    const fresh = `${file}.${process.pid}`
    fs.writeFileSync(fresh, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true })
    fs.renameSync(fresh, file)
    flushFolder(dataFolder)
  }
  return databasePassword(dataFolder)
}
