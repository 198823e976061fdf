/** What a page says in words, in the language and zone of whoever is asked. Pure. */
import type { Language } from '#kit/language.ts'
import { toDate, type Instant } from '#kit/time.ts'

export interface Reader {
  readonly language: Language
  /** IANA name */
  readonly zone: string
}

export interface ToldValue {
  readonly value: number
  readonly limit: number
  /** `share`: 1 is all of it. */
  readonly unit: 'number' | 'share'
}

export interface ToldRelease {
  readonly name: string
  readonly firstSeenAt: Instant
}

const WORDS = {
  en: {
    value: (value: string, limit: string) => `Measured ${value}, limit ${limit}`,
    release: (name: string, at: string) => `Latest release ${name}, first seen ${at}`,
    course: (minutes: number) => `Last ${minutes} min:`,
  },
  de: {
    value: (value: string, limit: string) => `Gemessen ${value}, Grenze ${limit}`,
    release: (name: string, at: string) => `Letztes Release ${name}, erstmals gesehen ${at}`,
    course: (minutes: number) => `Letzte ${minutes} Min.:`,
  },
} as const

const LOCALES = { en: 'en-GB', de: 'de-DE' } as const
const DIGITS_MAX = 4

export function valueLine({ language }: Reader, { value, limit, unit }: ToldValue): string {
  const style = unit === 'share' ? 'percent' : 'decimal'
  const format = new Intl.NumberFormat(LOCALES[language], { style, maximumSignificantDigits: DIGITS_MAX })
  return WORDS[language].value(format.format(value), format.format(limit))
}

export function releaseLine({ language, zone }: Reader, { name, firstSeenAt }: ToldRelease): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  return WORDS[language].release(name, format.format(toDate(firstSeenAt)))
}

/** Stands before the line of a chart. */
export const courseCaption = ({ language }: Reader, minutes: number): string => WORDS[language].course(minutes)
