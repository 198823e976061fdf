/** Beginning what is finished by a second request: the token goes to the browser, its hash stays here for a few minutes. */
import { Fault } from '#kit/fault.ts'
import { later, MINUTE_MS } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { hashToken } from '../access/tokens.ts'
import { identityCodes } from '../contract/codes.ts'
import { findChallenge, insertChallenge, takeChallenge, type ChallengePurpose, type ChallengeRow } from '../store/challenges.ts'

/** Long enough to find one's phone. */
export const CHALLENGE_LIFETIME_MS = 10 * MINUTE_MS

export interface Beginning {
  readonly token: string
  readonly purpose: ChallengePurpose
  readonly personId: string | null
  /** Kept sealed for the second half. */
  readonly content?: unknown
}

/** Returns when it can no longer be finished. */
export async function beginChallenge(platform: Needs, tx: Tx, { token, purpose, personId, content }: Beginning) {
  const tokenHash = hashToken(token)
  const expiresAt = later(platform.clock.now(), CHALLENGE_LIFETIME_MS)
  const sealed = content === undefined ? null : platform.secrets.seal(Buffer.from(JSON.stringify(content)), contextOf(tokenHash))
  await insertChallenge(tx, { tokenHash, purpose, personId, sealed, expiresAt })
  return expiresAt
}

/** Reads without using up. Throws `identity.sign_in_expired` for what was never begun, is over, or was finished. */
export async function readChallenge(platform: Needs, tx: Tx, of: { token: string; purpose: ChallengePurpose }): Promise<ChallengeRow> {
  return open(platform, await findChallenge(tx, hashToken(of.token), of.purpose))
}

/** Uses it up, once however many try; whose it is (null: nobody's in particular) must be who began it. Throws like `readChallenge`. */
export async function finishChallenge(
  platform: Needs,
  tx: Tx,
  { token, purpose, personId }: Omit<Beginning, 'content'>,
): Promise<ChallengeRow> {
  return open(platform, await takeChallenge(tx, { tokenHash: hashToken(token), purpose, personId }))
}

/** What was kept for the second half. */
export function contentOf({ secrets }: Needs, { tokenHash, sealed }: ChallengeRow): unknown {
  return sealed === null ? undefined : JSON.parse(Buffer.from(secrets.open(sealed, contextOf(tokenHash))).toString())
}

function open({ clock }: Needs, row: ChallengeRow | undefined): ChallengeRow {
  if (!row || clock.now() >= row.expiresAt) throw new Fault(identityCodes.sign_in_expired)
  return row
}

function contextOf(tokenHash: Buffer): string {
  return `sign_in_challenge:${tokenHash.toString('hex')}`
}
