/** What stands where a person was who is erased: the answers have these words, the console says them in the reader's language. */
export const ERASED = 'an erased person'
