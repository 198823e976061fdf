/** Taking a passkey's answer: the challenge is used up, the signature, origin and counter hold, or it is refused with its reason. */
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import type { AssertionAnswer } from '../contract/fields.ts'
import type { ChallengePurpose } from '../store/challenges.ts'
import { listPasskeys, lockPasskey, markPasskeyUsed, type PasskeyRow } from '../store/passkeys.ts'
import { beginChallenge, finishChallenge } from './challenges.ts'
import { assertionOptions, challengeOf, judgeAssertion, userHandle } from './webauthn.ts'

export type AnswerVerdict =
  | { readonly taken: true; readonly passkey: PasskeyRow }
  /** `personId`: whose passkey it is; null when nobody has it. */
  | { readonly taken: false; readonly personId: string | null }

export interface Answered {
  readonly answer: AssertionAnswer
  readonly purpose: ChallengePurpose
  /** Whose passkey it must be; null when it says itself who comes. */
  readonly personId: string | null
}

/** Throws `identity.sign_in_expired` when the challenge is not open any more. */
export async function takePasskeyAnswer(platform: Needs, tx: Tx, { answer, purpose, personId }: Answered): Promise<AnswerVerdict> {
  const challenge = challengeOf(answer)
  await finishChallenge(platform, tx, { token: challenge, purpose, personId })
  const passkey = await lockPasskey(tx, Buffer.from(answer.id, 'base64url'))
  if (!passkey || (personId !== null && passkey.personId !== personId)) return { taken: false, personId: null }
  const alone = purpose === 'passkey_sign_in'
  if (alone && answer.response.userHandle !== userHandle(passkey.personId).toString('base64url')) {
    return { taken: false, personId: passkey.personId }
  }
  const verdict = await judgeAssertion(platform, { answer, passkey, challenge, alone })
  if (!verdict.holds) return { taken: false, personId: passkey.personId }
  await markPasskeyUsed(tx, passkey.id, { counter: verdict.counter, backedUp: verdict.backedUp, at: platform.clock.now() })
  return { taken: true, passkey }
}

/** What the browser needs to answer; `personId` null lets it offer whatever passkey it has for this site. */
export async function offerPasskeys(platform: Needs, { purpose, personId }: Omit<Answered, 'answer'>) {
  const held = personId === null ? [] : await platform.work.read((tx) => listPasskeys(tx, personId))
  const options = await assertionOptions(platform, { allow: held, alone: purpose === 'passkey_sign_in' })
  await platform.work.run((tx) => beginChallenge(platform, tx, { token: options.challenge, purpose, personId }))
  return options
}
