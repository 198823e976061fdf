/** Where a database is and how one gets in. */
import type { Kind, TlsMode } from './words.ts'

export interface Target {
  readonly kind: Kind
  readonly host: string
  readonly port: number
  /** Of the database inside the server. */
  readonly databaseName: string
  readonly username: string
  readonly password: string
  readonly tls: TlsMode
  /** PEM of who signs the server's certificate; null: the authorities that everybody trusts. */
  readonly tlsAuthority: string | null
  /** An owner approved this address, which may then lie in a private network. */
  readonly privateAllowed: boolean
}

/** The parts of a target that decide who gets to see its password. */
type Address = Pick<Target, 'host' | 'port' | 'tls'>

const WEAKER: Readonly<Record<TlsMode, number>> = { off: 0, required: 1, verified: 2 }

/**
 * Whether a password that was given for one address may be sent to another: only where it was meant for, and protected no less.
 * Otherwise whoever may change a database could have its password sent to a server of their own.
 */
export function keepsPassword(before: Address, now: Address): boolean {
  return before.host.toLowerCase() === now.host.toLowerCase() && before.port === now.port && WEAKER[now.tls] >= WEAKER[before.tls]
}

/** Whether somebody has to approve that the target may lie in a private network: when it is allowed anew, or for another address. */
export function needsApproval(
  before: Pick<Target, 'host' | 'port' | 'privateAllowed'> | null,
  now: Pick<Target, 'host' | 'port' | 'privateAllowed'>,
): boolean {
  if (!now.privateAllowed) return false
  return before === null || !before.privateAllowed || before.host.toLowerCase() !== now.host.toLowerCase() || before.port !== now.port
}
