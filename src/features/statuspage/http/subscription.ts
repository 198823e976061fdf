/**
 * Following a page without JavaScript: a form, a page that confirms, and a page that stops. A mail program stops by one POST (RFC 8058);
 * a person who follows a link presses once, because programs that look into mails for threats follow links too.
 */
import type { Page } from '#platform/module.ts'
import type { KeptPages } from '../actions/kept-pages.ts'
import { confirm, followingIn, stop, subscribe, subscribeHook, type SubscribeNeeds } from '../actions/subscribe.ts'
import type { Place } from '../pages/document.ts'
import { askedPage, askPage, missingPage, pressedPage, pressPage, type Press } from '../pages/subscription.ts'
import { openPlace, sitePlace } from '../pages/place.ts'

/** A person types an address once or twice. */
const ASKS_PER_MINUTE = 6
const PRESSES_PER_MINUTE = 60

export function subscriptionPages(platform: SubscribeNeeds, pages: KeptPages): readonly Page[] {
  const open: Asking['placeOf'] = async (slug, chosen) => {
    const page = await pages.openPage(slug)
    return page && openPlace(platform, page, { chosen, accepted: '' })
  }
  const site: Asking['placeOf'] = async (slug, chosen) => {
    const page = await pages.sitePage(slug)
    return page && sitePlace(platform, page, { chosen, accepted: '' })
  }
  return [
    asking('statuspage.subscribe', '/status/:slug/subscribe', { platform, placeOf: open }),
    asking('statuspage.subscribeIn', '/status/:slug/subscribe/:language', { platform, placeOf: open }),
    asking('statuspage.subscribeAtSite', '/status-site/:slug/subscribe', { platform, placeOf: site }),
    asking('statuspage.subscribeAtSiteIn', '/status-site/:slug/subscribe/:language', { platform, placeOf: site }),
    pressed('statuspage.confirm', '/status-subscription/:secret', {
      platform,
      pages,
      act: (id) => confirm(platform, id),
      press: 'confirm',
    }),
    pressed('statuspage.stop', '/status-subscription/:secret/stop', {
      platform,
      pages,
      act: (id) => stop(platform, id).then(() => true),
      press: 'stop',
    }),
  ]
}

interface Asking {
  readonly platform: SubscribeNeeds
  readonly placeOf: (slug: string, language: string) => Promise<Place | undefined>
}

function asking(id: string, path: Page['path'], { platform, placeOf }: Asking): Page {
  const placeIn = ({ slug = '', language = '' }: Readonly<Record<string, string>>) => placeOf(slug, language)
  return {
    id,
    path,
    perMinute: ASKS_PER_MINUTE,
    read: async (params) => {
      const place = await placeIn(params)
      return place ? askPage(place) : missingPage()
    },
    submit: async (params, fields) => {
      const place = await placeIn(params)
      if (place === undefined) return missingPage()
      const way = fields.has('hook') ? 'hook' : 'mail'
      const address = fields.get(way === 'hook' ? 'hook' : 'address') ?? ''
      const wanted = { pageId: place.page.id, address, componentIds: fields.getAll('component') }
      const isAsked = await (way === 'hook' ? subscribeHook : subscribe)(platform, wanted)
      return isAsked ? askedPage(place, way) : askPage(place, way)
    },
  }
}

interface Pressed {
  readonly platform: SubscribeNeeds
  readonly pages: KeptPages
  readonly act: (subscriberId: string) => Promise<boolean>
  readonly press: Press
}

/** In the look and the language of the page that is followed, whatever its state is by now: whoever follows it may always stop. */
function pressed(id: string, path: Page['path'], { platform, pages, act, press }: Pressed): Page {
  const found = async (secret: string) => {
    const following = followingIn(platform, secret)
    const page = following && (await pages.page(following.pageId))
    return following && page && { following, place: openPlace(platform, page, { chosen: null, accepted: '' }) }
  }
  return {
    id,
    path,
    perMinute: PRESSES_PER_MINUTE,
    read: async ({ secret = '' }) => {
      const known = await found(secret)
      return known ? pressPage(known.place, press) : missingPage()
    },
    press: async ({ secret = '' }) => {
      const known = await found(secret)
      return known && (await act(known.following.id)) ? pressedPage(known.place, press) : missingPage()
    },
  }
}
