/**
 * Password hashes: argon2id with m = 19 MiB, t = 2, p = 1, the OWASP Password Storage Cheat Sheet's first choice (about 25 ms).
 * The native module hashes on libuv's four threads, which files and name look-ups need too, so only two run at a time and few
 * wait: a flood of sign-ins gets 503 instead of filling memory.
 */
import { hash, verify } from '@node-rs/argon2'
import { Fault } from '#kit/fault.ts'
import { identityCodes } from '../contract/codes.ts'

// The package's default algorithm is argon2id; its `Algorithm` is a const enum, which isolated modules cannot read.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const RUNNING_MAX = 2
/** 64 × 25 ms on two threads: who comes last waits under a second. */
const WAITING_MAX = 64
const RETRY_AFTER_SECONDS = 2

/** The hash to store. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, PARAMETERS))
}

/**
 * Whether the password fits the stored hash. Without one (nobody has that address, or they never joined) the same work is done
 * against a hash of nothing, so that the time of the answer does not tell accounts from non-accounts.
 */
export async function fitsPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await inTurn(() => verify(stored ?? NOBODYS_HASH, password))
  return stored !== null && fits
}

/** Of 32 random bytes that were thrown away, with the parameters above. */
const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$xRFpI0qRSYD3i9zRyZK66A$zUFTBUMShnk9YZImaZT4D4wdw6ZjjT6+OVtY6EHMwgg'

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_MAX) await turn()
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // The turn is handed on without lowering the count, so nobody slips in between.
    if (next) next()
    else running -= 1
  }
}

function turn(): Promise<void> {
  if (waiting.length >= WAITING_MAX) throw new Fault(identityCodes.hashing_busy, { retryAfterSeconds: RETRY_AFTER_SECONDS })
  return new Promise((resolve) => waiting.push(resolve))
}
