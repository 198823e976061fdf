/**
 * The folder `<data folder>/postgres` in which the database's account lives, and how programs of that account reach it.
 *
 * When we run as root, the data folder may lie below a folder that the account may not enter, such as root's home. On Linux its
 * programs therefore inherit the opened folder as descriptor 3 and name it `/proc/self/fd/3`, which needs no right on the
 * folders above. Elsewhere the path itself must be reachable.
 */
import { execFileSync, spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { StartFault } from '../../start-fault.ts'
import { databaseAccount, type Account } from './account.ts'

/** Descriptor number under which children find the folder; 0 to 2 are the standard ones. */
const INHERITED = 3

const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LANG: 'C',
  LC_ALL: 'C',
  TZ: 'UTC',
  // The postmaster may be spared by the kernel's out-of-memory killer; its workers must not inherit that.
  PG_OOM_ADJUST_FILE: '/proc/self/oom_score_adj',
  PG_OOM_ADJUST_VALUE: '0',
}

/** The account's folder, open for the life of the program. */
export class DatabaseHome {
  readonly account: Account
  /** Absolute path without links, as we see it. */
  readonly folder: string
  /** The same folder as programs started by `run` see it. */
  readonly inside: string
  readonly #descriptor: number

  constructor(dataFolder: string) {
    const folder = path.join(dataFolder, 'postgres')
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.folder = fs.realpathSync(folder)
    this.account = databaseAccount(this.folder)
    fs.chmodSync(this.folder, 0o700)
    this.give(this.folder)
    this.#descriptor = fs.openSync(this.folder, 'r')
    this.inside = this.account.uid !== undefined && process.platform === 'linux' ? `/proc/self/fd/${INHERITED}` : this.folder
    this.#mustBeWritable()
  }

  /** Makes a file or folder the account's own. */
  give(file: string): void {
    if (this.account.uid !== undefined && this.account.gid !== undefined) fs.chownSync(file, this.account.uid, this.account.gid)
  }

  /** Starts a program as the account, in a session of its own: Ctrl-C in a terminal reaches only us, and we stop the database last. */
  run(program: string, args: readonly string[], stdio: readonly ('pipe' | 'ignore')[]): ChildProcess {
    return spawn(program, args, { ...this.account, env: ENVIRONMENT, cwd: '/', detached: true, stdio: this.#handingDown(stdio) })
  }

  /** How programs started by `run` name this path; one outside of the folder keeps its name. */
  seenFromInside(file: string): string {
    return file.startsWith(`${this.folder}/`) ? this.inside + file.slice(this.folder.length) : file
  }

  close(): void {
    fs.closeSync(this.#descriptor)
  }

  #handingDown(stdio: readonly ('pipe' | 'ignore')[]): StdioOptions {
    return [...stdio, this.#descriptor]
  }

  #mustBeWritable(): void {
    try {
      const stdio = this.#handingDown(['ignore', 'ignore', 'ignore'])
      execFileSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', this.inside], { ...this.account, env: ENVIRONMENT, cwd: '/', stdio })
    } catch (cause) {
      this.close()
      throw new StartFault(
        `The database's account (user ${this.account.uid ?? process.getuid?.()}) cannot write to ${this.folder}: let others pass through the folders above it (chmod o+x), or choose another data folder with PITCREW_DATA.`,
        { cause },
      )
    }
  }
}
