/** The page itself: how everything is now, how it was, and what is said about it. Readable without JavaScript and without colours. */
import { html, type Html } from '#kit/html.ts'
import type { Language } from '#kit/language.ts'
import type { PublicDocument } from '#platform/module.ts'
import type { PublicComponent, PublicPage, PublicPost } from '../domain/public-page.ts'
import { RECENT_MS } from '../domain/next-change.ts'
import { worstOf } from '../domain/uptime.ts'
import { STATES, type State } from '../domain/words.ts'
import { followWordsIn } from '../domain/follow-words.ts'
import { followAddress, linkTo } from './addresses.ts'
import { framed, masthead, stateLabel, time, type Place } from './document.ts'
import { shareWords, wordsIn } from '../domain/reader-words.ts'

/** With more components each shows a shorter time, so that a page stays below 50 kB. */
const MANY_COMPONENTS = 20
const DAYS_OF_MANY = 30
/** Of one post; its own page has all. */
const UPDATES_SHOWN = 5
/** Open at once; more stand in the history. */
const POSTS_SHOWN = 8

/** Of the page, its frame left out. What posts say is cut to what is left of it; all of it stands under their own addresses. */
const BYTES_MAX = 40_000
/** However many components there are, what goes on is said. */
const TEXT_BYTES_MIN = 5_000

export function overview(place: Place): PublicDocument {
  const { page, language } = place
  const words = wordsIn[language]
  const parts =
    page.components.length > 0 && html`<section><h2>${words.parts}</h2>${groupsOf(page).map((group) => groupCard(place, group))}</section>`
  const room: Room = { bytes: Math.max(TEXT_BYTES_MIN, BYTES_MAX - Buffer.byteLength(parts ? parts.text : '')) }
  const section = (title: string, posts: readonly PublicPost[], updates: number) =>
    posts.length > 0 &&
    html`<section><h2>${title}</h2>${posts.slice(0, POSTS_SHOWN).map((post) => postCard(place, post, { updates, room }))}</section>`
  const open = page.posts.filter(({ endedAt }) => endedAt === null)
  const isNow = ({ kind, phase }: PublicPost) => kind !== 'announcement' && phase !== 'scheduled'
  const now = section(words.now, open.filter(isNow), UPDATES_SHOWN)
  const planned = section(
    words.planned,
    open.filter(({ phase }) => phase === 'scheduled'),
    1,
  )
  const announced = section(
    words.announced,
    open.filter(({ kind }) => kind === 'announcement'),
    1,
  )
  const recent = page.posts.filter(({ endedAt }) => endedAt !== null && page.builtAt - endedAt < RECENT_MS)
  const quiet = html`<section><h2>${words.before}</h2><p class="quiet">${words.nothingBefore}</p></section>`
  const body = html`<header>${masthead(place, page.name)}${page.intro !== '' && html`<p class="quiet">${page.intro}</p>`}${followLink(place)}
<div class="now ${page.state}" role="status"><span class="dot" aria-hidden="true"></span>${words.page[page.state]}</div></header>
<main>${now}${announced}${parts}${planned}${section(words.before, recent, 1) || quiet}</main>`
  return framed(place, { title: `${page.name}: ${words.page[page.state]}`, body, rest: '' })
}

/** A private page has no followers: whoever could type an address in would know that it is there. */
function followLink(place: Place): Html | false {
  return !place.isPrivate && html`<p><a class="button" href="${followAddress(place)}">${followWordsIn[place.language].follow}</a></p>`
}

interface Group {
  readonly name: string
  readonly components: readonly PublicComponent[]
}

/** In the order in which each group is named first. */
function groupsOf({ components }: PublicPage): readonly Group[] {
  const names = [...new Set(components.map(({ group }) => group))]
  return names.map((name) => ({ name, components: components.filter(({ group }) => group === name) }))
}

function groupCard({ page, language }: Place, { name, components }: Group): Html {
  const words = wordsIn[language]
  const days = daysShown(page)
  return html`<div class="card">${name !== '' && html`<h3>${name}</h3>`}<ul>${components.map((one) => componentRow(page, language, one))}</ul>
<div class="row quiet"><span>${words.daysAgo(days)}</span><span>${words.today}</span></div></div>`
}

function daysShown({ components }: PublicPage): number {
  return components.length > MANY_COMPONENTS ? DAYS_OF_MANY : (components[0]?.days.length ?? 0)
}

function componentRow(page: PublicPage, language: Language, { name, state, uptime, days }: PublicComponent): Html {
  const words = wordsIn[language]
  const shown = days.slice(-daysShown(page))
  const share = uptime === null ? words.notKnown : words.up(shareWords(language, uptime))
  return html`<li class="part"><div class="row"><span>${name}</span><span class="quiet">${share} ${stateLabel(language, state)}</span></div>
<svg class="bars" viewBox="0 0 ${shown.length} 10" preserveAspectRatio="none" role="img" aria-label="${share}">${bars(shown.map(worstOf))}</svg></li>`
}

/** One dashed stroke for each colour, in pieces of days in a row: a page of fifty components stays small. */
function bars(states: readonly State[]): Html[] {
  return STATES.flatMap((state) => {
    const pieces = states.flatMap((one, day) =>
      one === state && states[day - 1] !== state ? [`M${day} 5h${lengthFrom(states, day)}`] : [],
    )
    return pieces.length === 0 ? [] : [html`<path class="${state}" d="${pieces.join('')}"/>`]
  })
}

function lengthFrom(states: readonly State[], day: number): number {
  const next = states.findIndex((other, index) => index > day && other !== states[day])
  return (next === -1 ? states.length : next) - day
}

/** What texts may still take of a page. */
export interface Room {
  bytes: number
}

/** A post with its newest updates, as far as there is room for them. */
export function postCard(
  place: Place,
  post: PublicPost,
  { updates, room, isAlone = false }: { readonly updates: number; readonly room: Room; readonly isAlone?: boolean },
): Html {
  const { page, language } = place
  const words = wordsIn[language]
  const times = post.kind === 'maintenance' && post.plannedTo !== null
  const shown = post.updates.slice(0, updates).map((update) => updateItem(place, update))
  const fitting = shown.filter(({ text }) => (room.bytes -= Buffer.byteLength(text)) > 0)
  const affected = affectedBy(page, post).join(', ')
  const hasRoom = affected !== '' && (room.bytes -= Buffer.byteLength(affected)) > 0
  return html`<article class="card">${!isAlone && html`<h3><a href="${linkTo(place, `posts/${post.id}`)}">${post.title}</a></h3>`}
${times && html`<p>${time(language, post.startedAt)} ${words.until} ${post.plannedTo && time(language, post.plannedTo)}</p>`}
${hasRoom && html`<p class="quiet">${words.affects}: ${affected}</p>`}
<ol class="updates">${fitting}</ol></article>`
}

/** Names of the components of which the newest word is that they do not work as they should. */
function affectedBy({ components }: PublicPage, { updates }: PublicPost): readonly string[] {
  const ids = new Set((updates[0]?.effects ?? []).flatMap(({ componentId, state }) => (state === 'operational' ? [] : [componentId])))
  return components.flatMap(({ id, name }) => (ids.has(id) ? [name] : []))
}

/** What people wrote is in the page's own language, whatever the reader's is. */
function updateItem({ page, language }: Place, { phase, text, releasedAt, correctedAt }: PublicPost['updates'][number]): Html {
  const words = wordsIn[language]
  const corrected = correctedAt !== null && html` <span class="quiet">(${words.corrected} ${time(language, correctedAt)})</span>`
  const written = page.language === language ? html`<p>${text}</p>` : html`<p lang="${page.language}">${text}</p>`
  return html`<li><span class="label">${words.phase[phase]}</span> ${time(language, releasedAt)}${corrected}${written}</li>`
}
