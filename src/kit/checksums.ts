/** Numbers that prove themselves by a checksum. */

/** How numbers of Visa, Mastercard, American Express, Diners, Discover, Maestro and UnionPay begin; a time since 1970 begins with 1. */
const ISSUED = /^(?:4|5[0-8]|2[2-7]|3[0467-9]|6)/

/** Whether 13 to 19 digits are a card number: an issuer's beginning, and the checksum of Luhn. */
export function isCardNumber(digits: string): boolean {
  if (!ISSUED.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = i % 2 === 1 ? 2 * digit : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** The shortest is Norway's. */
const IBAN_LENGTH_MIN = 15

/**
 * How many signs at the beginning of a text are an account number (IBAN); 0 when none are. The text is one word or words of four;
 * a last word may belong to what comes after it.
 */
export function ibanIn(text: string): number {
  for (let end = text.length; end > 0; end = text.lastIndexOf(' ', end - 1)) {
    const iban = text.slice(0, end).replaceAll(' ', '')
    if (iban.length < IBAN_LENGTH_MIN) return 0
    if (remainder97(iban.slice(4) + iban.slice(0, 4)) === 1) return end
  }
  return 0
}

/** Letters count as 10 to 35. */
function remainder97(text: string): number {
  let remainder = 0
  for (const sign of text) {
    const value = Number.parseInt(sign, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder
}
