/** What is bounded, and why. */
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'

/** Of one person or of the installation: more than anybody is reached by, few enough for one page. */
export const ADDRESSES_MAX = 50
export const LABEL_LENGTH_MAX = 60

/** A code that is typed over; six digits are guessed once in 200,000 tries of five. */
export const CODE_LIVES_MS = 15 * MINUTE_MS
export const CODE_ATTEMPTS_MAX = 5
/** Each costs the installation a text message. */
export const CODES_PER_HOUR_MAX = 5
export const CODES_WITHIN_MS = HOUR_MS
