/** A badge for readmes and footers, and a script that puts the state into somebody's site. */
import { escapeHtml } from '#kit/html.ts'
import type { PublicDocument } from '#platform/module.ts'
import type { State } from '../domain/words.ts'
import { addressOf } from './addresses.ts'
import { documentOf, type Place } from './document.ts'
import { wordsIn } from '../domain/reader-words.ts'

/** Dark enough for white letters (WCAG 2.2, 4.5 to 1). */
const COLOURS = {
  operational: '#1a7f4b',
  maintenance: '#2f62b5',
  degraded: '#8a6a00',
  partial_outage: '#b4550a',
  major_outage: '#c02626',
  unknown: '#5a5f69',
} as const satisfies Record<State, string>

const HEIGHT = 20
const PADDING = 8
/** Of a letter at 11 px; the text is stretched to what was reckoned. */
const LETTER = 6.3

export function badge(place: Place): PublicDocument {
  const { name, state, language } = place.page
  const [left, right] = [name, wordsIn[language].page[state]]
  const widths = [left, right].map((text) => Math.round(text.length * LETTER))
  const [leftWidth = 0, rightWidth = 0] = widths
  const middle = leftWidth + 2 * PADDING
  const all = middle + rightWidth + 2 * PADDING
  const text = (words: string, x: number, width: number) =>
    `<text x="${x}" y="14" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escapeHtml(words)}</text>`
  const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="${HEIGHT}" role="img" aria-label="${escapeHtml(`${left}: ${right}`)}">
<rect width="${all}" height="${HEIGHT}" rx="4" fill="#33373f"/><rect x="${middle}" width="${all - middle}" height="${HEIGHT}" rx="4" fill="${COLOURS[state]}"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(left, PADDING, leftWidth)}${text(right, middle + PADDING, rightWidth)}</g></svg>
`
  return documentOf(place, { mediaType: 'image/svg+xml; charset=utf-8', body })
}

/** `<script async src="…/widget.js"></script>` leaves a link with the state behind itself; without an answer it leaves nothing. */
export function widget(place: Place): PublicDocument {
  const body = `(async (script) => {
  const answer = await fetch(${JSON.stringify(addressOf(place, 'api/v2/status.json'))})
  if (!answer.ok) return
  const { page, status } = await answer.json()
  const link = document.createElement('a')
  link.href = page.url
  link.className = 'pitcrew-status pitcrew-status-' + status.indicator
  link.textContent = page.name + ': ' + status.description
  script.after(link)
})(document.currentScript).catch(() => undefined)
`
  return documentOf(place, { mediaType: 'text/javascript; charset=utf-8', body })
}
