/** Where a page is, and in which language its reader gets it. */
import type { Reader } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { readerLanguage, type Wish } from '../domain/reader-language.ts'
import type { PublicPage } from '../domain/public-page.ts'
import { siteOf } from '../domain/site.ts'
import type { Place } from './document.ts'

export function openPlace({ config }: Pick<Platform, 'config'>, page: PublicPage, wish: Wish): Place {
  return { page, base: `${config.publicUrl}/status/${page.slug}`, isPrivate: false, ...readerLanguage(page.language, wish) }
}

/** At the root of its own host. */
export function sitePlace({ config }: Pick<Platform, 'config'>, page: PublicPage, wish: Wish): Place {
  return { page, base: siteOf(config.publicUrl, page), isPrivate: false, ...readerLanguage(page.language, wish) }
}

/** For whoever has the private link. */
export function linkedPlace(
  { config }: Pick<Platform, 'config'>,
  page: PublicPage,
  { secret, wish }: { readonly secret: string; readonly wish: Wish },
): Place {
  return { page, base: `${config.publicUrl}/private-status/${secret}`, isPrivate: true, ...readerLanguage(page.language, wish) }
}

export function wishOf({ query, acceptLanguage }: Reader): Wish {
  return { chosen: query.get('lang'), accepted: acceptLanguage }
}
