/** Addresses of the documents of a page: as this server answers them, or as files of a static copy that link to each other. */
import type { Language } from '#kit/language.ts'
import type { Logo } from '../domain/logo.ts'
import type { PublicPage } from '../domain/public-page.ts'
import type { Choice } from '../domain/reader-language.ts'

/** Where the documents of a page are, and for whom this one is. */
export interface Place extends Choice {
  readonly page: PublicPage
  /** Absolute address without a slash at its end. */
  readonly base: string
  /** Only whoever has the link opens it: nobody else may keep a copy. */
  readonly isPrivate: boolean
  /** Of a file in a static copy below `base`: its own path there, and where this server has the page. */
  readonly copied?: { readonly path: string; readonly servedAt: string }
}

/** Of an HTML document, from another one, in the language that the reader chose. */
export function linkTo(place: Place, rest = ''): string {
  if (place.copied) return relative(place.copied.path, copyPath(place.page, rest, place.language))
  const address = addressOf(place, rest)
  return place.isChosen ? `${address}?lang=${place.language}` : address
}

/** The same document in another language. */
export function linkIn(place: Place, rest: string, language: Language): string {
  if (place.copied) return relative(place.copied.path, copyPath(place.page, rest, language))
  return `${addressOf(place, rest)}?lang=${language}`
}

/** Of a picture or a feed, from an HTML document. */
export function fileLink(place: Pick<Place, 'page' | 'base' | 'copied'>, rest: string): string {
  return place.copied ? relative(place.copied.path, copyPath(place.page, rest)) : addressOf(place, rest)
}

/** Absolute, for programs and sites that read a document by itself. */
export function addressOf({ page, base, copied }: Pick<Place, 'page' | 'base' | 'copied'>, rest = ''): string {
  if (copied) return `${base}/${copyPath(page, rest)}`
  return rest === '' ? base : `${base}/${rest}`
}

/** Where readers follow the page: never in a copy, which takes nothing from anybody. */
export function followAddress({ base, copied, language }: Place): string {
  return `${copied?.servedAt ?? base}/subscribe/${language}`
}

const ENDINGS = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
} as const satisfies Record<Logo['mediaType'], string>

/**
 * Where a document lies below the folder of its page. HTML ends so that any server of files knows what it is; what is not in the
 * page's own language says in which.
 */
export function copyPath({ language: own, logo }: PublicPage, rest: string, language: Language = own): string {
  if (rest === 'icon' || rest === 'logo') return `${rest}.${ENDINGS[logo?.mediaType ?? 'image/svg+xml']}`
  if (/\.[a-z]+$/.test(rest)) return rest
  const name = rest === '' ? 'index' : rest.replace(/^history\/1$/, 'history')
  return `${name}${language === own ? '' : `.${language}`}.html`
}

function relative(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 1)}${to}`
}
