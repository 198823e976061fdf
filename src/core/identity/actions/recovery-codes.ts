/** Recovery codes: shown when they are made, kept as keyed hashes. */
import { randomBytes } from 'node:crypto'
import { recoveryCodesMade } from '#events/identity.ts'
import { Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { requireSession, type PersonCaller } from '../access/caller.ts'
import type { Needs } from '../access/needs.ts'
import { identityCodes } from '../contract/codes.ts'
import { plainRecoveryCode, RECOVERY_CODE_BYTES, RECOVERY_CODES, writeRecoveryCode } from '../domain/recovery-codes.ts'
import { hasSecondFactor } from '../domain/second-factor.ts'
import { findFactors, putRecoveryCodes, takeRecoveryCode } from '../store/second-factors.ts'
import { lockPerson } from '../store/people.ts'
import { aboutPerson } from './about.ts'

/** Replaces those that are left; only for who has a second factor that they can stand in for. */
export async function makeRecoveryCodes(platform: Needs, caller: PersonCaller): Promise<readonly string[]> {
  requireSession(caller)
  return platform.work.run(async (tx) => {
    await lockPerson(tx, caller.personId)
    if (!hasSecondFactor(await findFactors(tx, caller.personId))) {
      throw new Fault(identityCodes.state_unfit, {
        detail: 'Set up a passkey or an authenticator app first; recovery codes stand in for them.',
      })
    }
    return writeNewCodes(platform, tx, caller)
  })
}

/** Makes the codes in the caller's transaction and tells it. */
export async function writeNewCodes(platform: Needs, tx: Tx, caller: PersonCaller): Promise<readonly string[]> {
  const at = platform.clock.now()
  const codes = Array.from({ length: RECOVERY_CODES }, () => writeRecoveryCode(randomBytes(RECOVERY_CODE_BYTES)))
  const hashes = codes.map((code) => hashOf(platform, caller.personId, code))
  await putRecoveryCodes(tx, { personId: caller.personId, hashes, at })
  await platform.log.publish(tx, { event: recoveryCodesMade, ...aboutPerson(caller.personId, caller.ref, at), particulars: {} })
  return codes
}

/** Uses a code up; false for a wrong one. */
export function takeCode(platform: Needs, tx: Tx, { personId, code }: { personId: string; code: string }): Promise<boolean> {
  return takeRecoveryCode(tx, personId, hashOf(platform, personId, code))
}

function hashOf({ secrets }: Needs, personId: string, code: string): Uint8Array {
  return secrets.sign('identity.recovery_code', Buffer.from(`${personId}:${plainRecoveryCode(code)}`))
}
