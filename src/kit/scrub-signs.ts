/**
 * Which signs a text has, found in one pass: most texts of logs have none that any rule of scrubbing could begin with, and telling so
 * costs less than trying the rules. A bit that is missing says for certain that the sign is.
 */
export const SIGN = {
  at: 1,
  percent: 2,
  colon: 4,
  slash: 8,
  equals: 16,
  underscore: 32,
  dash: 64,
  dot: 128,
  /** Small or capital. */
  b: 256,
  capitalA: 512,
  /** As many digits as the shortest card number has, with nothing but spaces and dashes between them. */
  cardDigits: 1_024,
  /** Two capitals and two digits, wherever they stand: what an account number begins with. */
  ibanBeginning: 2_048,
} as const

const CARD_DIGITS_MIN = 13
const [SPACE, DASH, ZERO, NINE, CAPITAL_A, CAPITAL_Z] = [32, 45, 48, 57, 65, 90] as const

/** By character code; 0 for those that no rule looks for. */
const BIT_OF = new Uint16Array(128)
for (const [sign, bit] of [
  ['@', SIGN.at],
  ['%', SIGN.percent],
  [':', SIGN.colon],
  ['/', SIGN.slash],
  ['=', SIGN.equals],
  ['_', SIGN.underscore],
  ['-', SIGN.dash],
  ['.', SIGN.dot],
  ['b', SIGN.b],
  ['B', SIGN.b],
  ['A', SIGN.capitalA],
] as const)
  BIT_OF[sign.charCodeAt(0)] = bit

/** The bits of SIGN, together. */
export function signsOf(text: string): number {
  let signs = 0
  let digits = 0
  let capitals = 0
  let inRow = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) {
      digits += 1
      inRow += 1
      if (inRow === CARD_DIGITS_MIN) signs |= SIGN.cardDigits
      continue
    }
    if (code !== SPACE && code !== DASH) inRow = 0
    if (code >= CAPITAL_A && code <= CAPITAL_Z) capitals += 1
    if (code < 128) signs |= BIT_OF[code] as number
  }
  if (digits >= 2 && capitals >= 2) signs |= SIGN.ibanBeginning
  return signs
}
