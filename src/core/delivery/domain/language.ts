/** The languages that Pitcrew writes to people in. */
import type { Notice } from '#kit/notice.ts'

export type Language = Notice['language']

/** Of whoever reads; everybody else's language is English. */
export const languageOf = ({ locale }: { readonly locale: string }): Language => (locale.startsWith('de') ? 'de' : 'en')
