/** Slows guessing of passwords down; domain/throttle.ts has the rule. Counts lie in PostgreSQL, so all nodes share them. */
import { Fault } from '#kit/fault.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import { attemptKeys } from '../access/locks.ts'
import { identityCodes } from '../contract/codes.ts'
import { accountPolicy, addressPolicy, judgeAttempt, type AttemptVerdict } from '../domain/throttle.ts'
import { deleteAttempts, lockAttempts, takeBackAttempt, writeAttempts } from '../store/attempts.ts'

export interface Attempt {
  readonly accountKey: Buffer
  readonly addressKey: Buffer
  /** Attempts in a row at this account, this one included. */
  readonly failures: number
}

/**
 * Counts an attempt as failed before anything is looked at; `settleAttempt` takes that back. Throws `identity.sign_in_slowed`
 * while the account or the address must wait. Accounts that do not exist are counted alike, so the wait tells nothing.
 */
export async function beginAttempt(platform: Needs, of: { email: string; address: string }): Promise<Attempt> {
  const keys = attemptKeys(platform, of)
  const now = platform.clock.now()
  // The account is always locked first, so two attempts cannot wait for each other.
  const verdict = await platform.work.run(async (tx) => {
    const account = judgeAttempt(await lockAttempts(tx, keys.accountKey, now), now, accountPolicy)
    const address = judgeAttempt(await lockAttempts(tx, keys.addressKey, now), now, addressPolicy)
    if (!account.allowed) return account
    if (!address.allowed) return address
    await writeAttempts(tx, keys.accountKey, { failures: account.failures, lastAt: now })
    await writeAttempts(tx, keys.addressKey, { failures: address.failures, lastAt: now })
    return account
  })
  if (verdict.allowed) return { ...keys, failures: verdict.failures }
  heldBack(platform)
  throw heldBackFault(verdict)
}

function heldBackFault({ reason, waitMs }: Extract<AttemptVerdict, { allowed: false }>): Fault {
  const seconds = Math.ceil(waitMs / SECOND_MS)
  const retryAfterSeconds = seconds
  if (reason === 'locked') {
    const minutes = Math.ceil(waitMs / MINUTE_MS)
    const detail = `This account is locked after many failed attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or ask an owner to end the lock.`
    return new Fault(identityCodes.sign_in_locked, { detail, retryAfterSeconds })
  }
  const detail = `Too many failed attempts to sign in. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
  return new Fault(identityCodes.sign_in_slowed, { detail, retryAfterSeconds })
}

/** The password was right: the account's failures are forgotten, the address gets back its one attempt. */
export async function settleAttempt(platform: Needs, attempt: Attempt): Promise<void> {
  await platform.work.run(async (tx) => {
    await deleteAttempts(tx, attempt.accountKey)
    await takeBackAttempt(tx, attempt.addressKey)
  })
}

/** The password was right and a second factor is still asked for: this attempt was none, those before it stay counted. */
export async function takeAttemptBack(platform: Needs, attempt: Attempt): Promise<void> {
  await platform.work.run(async (tx) => {
    await takeBackAttempt(tx, attempt.accountKey)
    await takeBackAttempt(tx, attempt.addressKey)
  })
}

/** The account's owner proved themselves otherwise, by a link: the wait is over. */
export async function forgiveAccount(platform: Needs, email: string): Promise<void> {
  const { accountKey } = attemptKeys(platform, { email, address: '' })
  await platform.work.run((tx) => deleteAttempts(tx, accountKey))
}

function heldBack({ metrics }: Needs): void {
  metrics.counter('pitcrew_sign_in_attempts_held_back_total', 'Attempts to sign in that the throttle did not let through', []).inc()
}
