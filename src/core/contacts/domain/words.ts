/** What a contact may be, and how much of it there may be. */

export const CONTACT_STATES = ['active', 'deactivated', 'merged'] as const
export type ContactState = (typeof CONTACT_STATES)[number]

export const NAME_LENGTH_MAX = 200
export const POSITION_LENGTH_MAX = 200
/** Longest address that mail can reach (RFC 5321 §4.5.3.1.3 less the brackets). */
export const EMAIL_LENGTH_MAX = 254
/** E.164 has 15 digits; people write spaces, brackets and extensions around them. */
export const PHONE_LENGTH_MAX = 40
/** Of each kind; merging duplicates adds up. */
export const ADDRESSES_MAX = 20
