/** The picture of a page, and the small one that browsers put into their tabs. */
import { escapeHtml } from '#kit/html.ts'
import type { PublicDocument } from '#platform/module.ts'
import { documentOf, type Place } from './document.ts'
import { brandOf } from './style.ts'

/** Opened by itself, a drawing that somebody uploaded runs nothing, fetches nothing and belongs to no site. */
const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** Undefined without one. */
export function logo(place: Place): PublicDocument | undefined {
  const { logo: kept } = place.page
  if (kept === null) return undefined
  return documentOf(place, { mediaType: kept.mediaType, body: Buffer.from(kept.content, 'base64'), policy: DRAWING_POLICY })
}

/** The picture, or the first letter of the name on the page's colour. */
export function icon(place: Place): PublicDocument {
  const { name, colour } = place.page
  const ground = brandOf(colour)
  const [letter = ''] = name.toUpperCase()
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${ground}"/><text x="16" y="23" font-family="system-ui,sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="${inkOn(ground)}">${escapeHtml(letter)}</text></svg>
`
  return logo(place) ?? documentOf(place, { mediaType: 'image/svg+xml; charset=utf-8', body })
}

/** Black or white, whichever stands out more (relative luminance as in WCAG 2.2; both are equal at 0.18). */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#000' : '#fff'
}
