/**
 * The account the database runs as. PostgreSQL refuses to run as root, so when we are root an unprivileged account takes over;
 * otherwise it is ours.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import { StartFault } from '../../start-fault.ts'

/** What `spawn` needs to run a program as an account; empty when it is the account we run as ourselves. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

// PostgreSQL's own name stands second: it is there when Debian's packages were installed, and is used to owning databases.
const NAMES = ['pitcrew', 'postgres'] as const

// Debian and Red Hat have the first, Alpine and busybox the second.
const CREATE = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', 'pitcrew'],
  ['adduser', '-S', '-D', '-H', 'pitcrew'],
] as const

/**
 * Finds the account, making one named `pitcrew` when there is none. `folder` is where the databases lie: when it is there and
 * belongs to an unprivileged account already, that account stays, since PostgreSQL insists on owning its files.
 */
export function databaseAccount(folder: string): Account {
  if (process.getuid?.() !== 0) return ownAccount()
  const found = ownerOf(folder) ?? firstNamed(NAMES) ?? createAccount() ?? firstNamed(['nobody'])
  if (found === undefined) {
    throw new StartFault(
      'PostgreSQL does not run as root and this machine has no other account: create one named pitcrew, or set DATABASE_URL.',
    )
  }
  return found
}

function ownAccount(): Account {
  try {
    os.userInfo()
  } catch (cause) {
    throw new StartFault(
      `PostgreSQL needs an account with a name, and user number ${process.getuid?.()} has none in /etc/passwd: add one, or set DATABASE_URL.`,
      { cause },
    )
  }
  return {}
}

interface PasswdLine {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

function accounts(): PasswdLine[] {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.map((line) => line.split(':')).map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

function ownerOf(folder: string): Account | undefined {
  const uid = fs.statSync(folder, { throwIfNoEntry: false })?.uid
  return usable(accounts().find((account) => account.uid === uid))
}

function firstNamed(names: readonly string[]): Account | undefined {
  const known = accounts()
  return usable(
    names.map((name) => known.find((account) => account.name === name && account.uid !== 0)).find((account) => account !== undefined),
  )
}

function usable(account: PasswdLine | undefined): Account | undefined {
  return account === undefined || account.uid === 0 ? undefined : { uid: account.uid, gid: account.gid }
}

function createAccount(): Account | undefined {
  for (const [command, ...args] of CREATE) {
    try {
      execFileSync(command, args, { stdio: 'ignore' })
    } catch {
      continue // The tool is missing, or another start has just made the account: the next look decides.
    }
    break
  }
  return firstNamed(['pitcrew'])
}
