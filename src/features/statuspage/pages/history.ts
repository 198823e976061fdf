/** What was reported before, and single posts under an address that stays. */
import { html } from '#kit/html.ts'
import type { PublicDocument } from '#platform/module.ts'
import type { PublicPage, PublicPost } from '../domain/public-page.ts'
import { linkTo } from './addresses.ts'
import { framed, masthead, type Place } from './document.ts'
import { postCard } from './overview.ts'
import { wordsIn } from '../domain/reader-words.ts'

/** Of one page of the history, which is read in one look. */
const POSTS_PER_PAGE = 10

/** Of texts; more than that of one post is left to the interface for programs. */
const BYTES_MAX = 40_000

/** `number` from 1; undefined when there is no such page. */
export function historyPage(place: Place, number: number): PublicDocument | undefined {
  const { page, language } = place
  const words = wordsIn[language]
  const posts = page.posts.slice((number - 1) * POSTS_PER_PAGE, number * POSTS_PER_PAGE)
  if (posts.length === 0 && number !== 1) return undefined
  const room = { bytes: BYTES_MAX }
  const hasOlder = page.posts.length > number * POSTS_PER_PAGE
  const list =
    posts.length === 0 ? html`<p class="quiet">${words.noHistory}</p>` : posts.map((post) => postCard(place, post, { updates: 1, room }))
  const body = html`<header>${masthead(place, `${page.name}: ${words.history}`)}</header>
<main>${list}<nav aria-label="${words.history} ${number}">${number > 1 && html`<a href="${linkTo(place, `history/${number - 1}`)}">${words.newer}</a>`}${hasOlder && html`<a href="${linkTo(place, `history/${number + 1}`)}">${words.older}</a>`}</nav></main>`
  return framed(place, { title: `${page.name}: ${words.history}`, body, rest: number === 1 ? 'history' : `history/${number}` })
}

/** How many pages the history has; at least one. */
export const historyLength = ({ posts }: Pick<PublicPage, 'posts'>): number => Math.max(1, Math.ceil(posts.length / POSTS_PER_PAGE))

export function postPage(place: Place, post: PublicPost): PublicDocument {
  const { page } = place
  const body = html`<header>${masthead(place, post.title)}</header>
<main>${postCard(place, post, { updates: post.updates.length, room: { bytes: BYTES_MAX }, isAlone: true })}</main>`
  return framed(place, { title: `${post.title} · ${page.name}`, body, rest: `posts/${post.id}` })
}
