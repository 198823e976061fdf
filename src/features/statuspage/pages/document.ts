/** A document of a public page, and the frame that its HTML pages share. */
import { createHash } from 'node:crypto'
import { Html, html, page as wholePage } from '#kit/html.ts'
import { LANGUAGES, type Language } from '#kit/language.ts'
import { toIso, type Instant } from '#kit/time.ts'
import type { PublicDocument } from '#platform/module.ts'
import type { State } from '../domain/words.ts'
import { fileLink, linkIn, linkTo, type Place } from './addresses.ts'
import { styleOf } from './style.ts'
import { LANGUAGE_NAMES, timeWords, wordsIn } from '../domain/reader-words.ts'

export type { Place } from './addresses.ts'

/** Readers reload in an outage; this spares them and us, and a release is seen by all within it. */
const FRESH_SECONDS = 30

interface Content {
  readonly mediaType: string
  readonly body: string | Buffer
  /** 200 unless said. */
  readonly status?: number
  readonly policy?: string
}

export function documentOf(
  { isPrivate }: Pick<Place, 'isPrivate'>,
  { mediaType, body, status = 200, policy = "default-src 'none'" }: Content,
): PublicDocument {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const cacheControl = isPrivate ? 'private, no-store' : `public, max-age=${FRESH_SECONDS}, stale-if-error=86400`
  return { status, mediaType, body, etag, cacheControl, policy, isForAnySite: !isPrivate }
}

interface Framed {
  readonly title: string
  readonly body: Html
  /** Address below the page's own. */
  readonly rest: string
}

/** One HTML page. */
export function framed(place: Place, { title, body, rest }: Framed): PublicDocument {
  const { page, isPrivate, language } = place
  const words = wordsIn[language]
  // What was reported is true at any time; a file that says as of when would be copied anew every few minutes.
  const isTimed = place.copied === undefined || rest === ''
  const footer = html`<footer>
<nav aria-label="${words.more}"><a href="${linkTo(place)}">${words.overview}</a><a href="${linkTo(place, 'history')}">${words.history}</a><a href="${fileLink(place, 'feed.atom')}">${words.feed}</a>${page.supportUrl !== null && html`<a href="${page.supportUrl}">${words.help}</a>`}${languageLink(place, rest)}</nav>
${isTimed && html`<p>${words.asOf} ${time(language, page.builtAt)}</p>`}
</footer>`
  const robots = isPrivate || page.pageState === 'draft' ? html`<meta name="robots" content="noindex">` : null
  const feed = html`<link rel="alternate" type="application/atom+xml" title="${page.name}" href="${fileLink(place, 'feed.atom')}">`
  const text = sheet(place, { title, head: html`${robots}${feed}`, body: html`${body}${footer}` })
  return documentOf(place, { mediaType: 'text/html; charset=utf-8', body: text, policy: policyOf(styleOf(page.colour)) })
}

function languageLink(place: Place, rest: string): Html {
  const { language } = place
  const other = LANGUAGES.find((one) => one !== language) ?? language
  return html`<a href="${linkIn(place, rest, other)}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`
}

/** A whole document in the page's colour and with its picture. */
export function sheet(
  place: Pick<Place, 'page' | 'base' | 'language' | 'copied'>,
  { title, head, body }: { readonly title: string; readonly head?: Html; readonly body: Html },
): string {
  const { page, language } = place
  const common = html`<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><link rel="icon" href="${fileLink(place, 'icon')}">${head}${styleTag(styleOf(page.colour))}`
  return wholePage({ lang: language, title, head: common, body: html`<div class="brand"></div>${body}` })
}

/** The page's name with its picture before it. */
export function masthead(place: Pick<Place, 'page' | 'base' | 'copied'>, title: string): Html {
  return html`<h1>${place.page.logo !== null && html`<img class="logo" src="${fileLink(place, 'logo')}" alt="">`}<span>${title}</span></h1>`
}

/** The sheet is our own text without a sign that would end the element. */
export function styleTag(style: string): Html {
  return new Html(`<style>${style}</style>`)
}

/** Nothing runs, nothing is fetched but the page's picture, and the one style is this one. The console shows pages in a frame while they are edited. */
export function policyOf(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`
}

export function time(language: Language, at: Instant): Html {
  return html`<time datetime="${toIso(at)}">${timeWords(language, at)}</time>`
}

export function stateLabel(language: Language, state: State): Html {
  return html`<span class="label ${state}">${wordsIn[language].state[state]}</span>`
}
