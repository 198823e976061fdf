/** The addresses of public pages. What is not open to everybody looks the same as what is not there. */
import type { Platform } from '#platform/platform.ts'
import type { PublicDocument, Publication } from '#platform/module.ts'
import type { KeptPages } from '../actions/kept-pages.ts'
import { readLinkSecret } from '../actions/link.ts'
import { documentAt, nothingHere } from '../pages/document-at.ts'
import type { Place } from '../pages/document.ts'
import type { PublicPage } from '../queries/build-page.ts'
import { linkedPlace, openPlace, sitePlace, wishOf } from '../pages/place.ts'

/** In an outage everybody behind one address looks at once; each answer comes from memory. */
const READS_PER_MINUTE = 6_000
/** Of one page; the posts of its history are made when they are asked for. */
const DOCUMENTS_KEPT_MAX = 50

export function publicationsOf(platform: Pick<Platform, 'config' | 'secrets'>, pages: KeptPages): readonly Publication[] {
  const made = new WeakMap<PublicPage, Map<string, PublicDocument | undefined>>()
  const answer = (place: Place | undefined, rest: string): PublicDocument => {
    if (place === undefined) return nothingHere()
    const kept = made.get(place.page) ?? new Map<string, PublicDocument | undefined>()
    made.set(place.page, kept)
    const key = `${place.base} ${place.language} ${place.isChosen} ${rest}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const document = documentAt(place, rest)
    if (document !== undefined && kept.size < DOCUMENTS_KEPT_MAX) kept.set(key, document)
    return document ?? nothingHere()
  }
  const open: Publication['read'] = async ({ slug = '', '*': rest = '' }, reader) => {
    const page = await pages.openPage(slug)
    return answer(page && openPlace(platform, page, wishOf(reader)), rest)
  }
  const linked: Publication['read'] = async ({ secret = '', '*': rest = '' }, reader) => {
    const link = readLinkSecret(platform.secrets, secret)
    const page = link && (await pages.linkedPage(link))
    return answer(page && linkedPlace(platform, page, { secret, wish: wishOf(reader) }), rest)
  }
  const site: Publication['read'] = async ({ slug = '', '*': rest = '' }, reader) => {
    const page = await pages.sitePage(slug)
    return answer(page && sitePlace(platform, page, wishOf(reader)), rest)
  }
  const perMinute = READS_PER_MINUTE
  return [
    { id: 'statuspage.page', path: '/status/:slug', perMinute, read: open },
    { id: 'statuspage.document', path: '/status/:slug/*', perMinute, read: open },
    { id: 'statuspage.site', path: '/status-site/:slug', perMinute, read: site },
    { id: 'statuspage.siteDocument', path: '/status-site/:slug/*', perMinute, read: site },
    { id: 'statuspage.privatePage', path: '/private-status/:secret', perMinute, read: linked },
    { id: 'statuspage.privateDocument', path: '/private-status/:secret/*', perMinute, read: linked },
  ]
}
