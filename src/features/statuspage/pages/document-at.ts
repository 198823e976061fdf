/** Which document stands at an address below a page. */
import { html, page } from '#kit/html.ts'
import type { PublicDocument } from '#platform/module.ts'
import { badge, widget } from './badge.ts'
import { icon, logo } from './pictures.ts'
import { documentOf, policyOf, styleTag, type Place } from './document.ts'
import { atomFeed, rssFeed } from './feed.ts'
import { historyPage, postPage } from './history.ts'
import { JSON_DOCUMENTS, jsonDocument } from './json.ts'
import { overview } from './overview.ts'
import { styleOf } from './style.ts'
import { wordsIn } from '../domain/reader-words.ts'

const HISTORY = /^history(?:\/([1-9]\d{0,2}))?$/
const POST = /^posts\/([0-9a-f-]{36})$/

const FILES: Readonly<Record<string, (place: Place) => PublicDocument | undefined>> = {
  'feed.atom': atomFeed,
  'feed.rss': rssFeed,
  'badge.svg': badge,
  'widget.js': widget,
  icon,
  logo,
}

/** `rest`: what follows the page's own address, without a slash in front. Undefined when nothing stands there. */
export function documentAt(place: Place, rest: string): PublicDocument | undefined {
  if (rest === '') return overview(place)
  const made = JSON_DOCUMENTS[rest]
  if (made !== undefined) return jsonDocument(place, made(place))
  const file = FILES[rest]
  if (file !== undefined) return file(place)
  const number = HISTORY.exec(rest)
  if (number !== null) return historyPage(place, Number(number[1] ?? 1))
  const id = POST.exec(rest)?.[1]
  const post = id && place.page.posts.find((one) => one.id === id)
  return post ? postPage(place, post) : undefined
}

/** Every document of a page whose address does not depend on what was posted. */
export const FIXED_DOCUMENTS: readonly string[] = ['', 'history', ...Object.keys(FILES), ...Object.keys(JSON_DOCUMENTS)]

/** The same words whether there is no such page or it is not for everybody: nobody learns which. */
export function nothingHere(): PublicDocument {
  const { missing: title, missingMore } = wordsIn.en
  const style = styleOf(null)
  const body = html`<div class="brand"></div><header><h1>${title}</h1></header><main><p>${missingMore}</p></main>`
  const text = page({ lang: 'en', title, head: html`<meta name="robots" content="noindex">${styleTag(style)}`, body })
  return documentOf({ isPrivate: true }, { mediaType: 'text/html; charset=utf-8', body: text, policy: policyOf(style), status: 404 })
}
