/** The languages that Pitcrew speaks and writes. Pure. */

export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** The one of a BCP 47 tag such as `de-AT`; where it is another's, or is not known, English. */
export const languageOf = (locale: string | null | undefined): Language => (locale?.startsWith('de') === true ? 'de' : 'en')
