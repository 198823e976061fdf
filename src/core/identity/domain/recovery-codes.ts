/** Recovery codes: ten, each for one sign-in, for the day on which the phone is gone. */

export const RECOVERY_CODES = 10
/** 80 bits each: a stolen table of their hashes gives nothing away. */
export const RECOVERY_CODE_BYTES = 10

// Crockford's base32: no i, l, o, u, which people misread.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** `k7f2-9qmd-x3tp-0v8h` from 10 random bytes. */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)])
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

/** The form under which a typed code is compared: without dashes, spaces and case, and with what people misread put right. */
export function plainRecoveryCode(typed: string): string {
  return typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
}
