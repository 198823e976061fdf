/** Codes of authenticator apps (RFC 6238: SHA-1, 30 seconds, 6 digits, which is what every app understands). */
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { Tx } from '#platform/work.ts'
import type { Instant } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import { findTotp, takeTotpStep } from '../store/second-factors.ts'

/** RFC 4226 §4 asks for 128 bits and recommends 160. */
const SECRET_BYTES = 20
const STEP_SECONDS = 30
/** Steps before and after the present one: phones' clocks differ, and typing takes its time. */
const STEPS_AROUND = 1

export interface NewTotp {
  readonly sealedSecret: Uint8Array
  /** For typing where no camera is at hand. */
  readonly secret: string
  readonly uri: string
  readonly qrSvg: string
}

/** A new secret with everything an app needs. */
export function newTotp({ secrets }: Needs, of: { personId: string; email: string; organisation: string }): NewTotp {
  const bytes = randomBytes(SECRET_BYTES)
  const secret = secretOf(bytes)
  const totp = new TOTP({ issuer: `Pitcrew ${of.organisation}`, label: of.email, secret, period: STEP_SECONDS })
  const uri = totp.toString()
  return { sealedSecret: secrets.seal(bytes, contextOf(of.personId)), secret: secret.base32, uri, qrSvg: renderSVG(uri, { border: 2 }) }
}

/** Takes a code of this person's app; false when it is wrong or was taken before. Confirms an app that was only begun when `begun` is asked for. */
export async function takeTotp(platform: Needs, tx: Tx, of: { personId: string; code: string; begun: boolean }): Promise<boolean> {
  const row = await findTotp(tx, of.personId)
  if (!row || (row.confirmedAt === null) !== of.begun) return false
  const at = platform.clock.now()
  const step = stepOf(platform.secrets.open(row.sealedSecret, contextOf(of.personId)), of.code, at)
  return step !== null && (await takeTotpStep(tx, of.personId, { step, at }))
}

/** The time step whose code this is; null for none around `at`. */
function stepOf(bytes: Uint8Array, code: string, at: Instant): number | null {
  const delta = TOTP.validate({ token: code, secret: secretOf(bytes), period: STEP_SECONDS, timestamp: at, window: STEPS_AROUND })
  return delta === null ? null : Math.floor(at / 1_000 / STEP_SECONDS) + delta
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: new Uint8Array(bytes).buffer })
}

function contextOf(personId: string): string {
  return `totp:${personId}`
}
