/** Where readers find a page. */

/** Letters, digits and dashes with dots between them, in lower case and not an address of numbers (RFC 1123 §2.1). */
export const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/

export interface Sited {
  readonly slug: string
  readonly domain: string | null
}

/** The address of a page, without a slash at its end: at the root of its own host where it has one, else below Pitcrew's. */
export function siteOf(publicUrl: string, { slug, domain }: Sited): string {
  if (domain === null) return `${publicUrl}/status/${slug}`
  const url = new URL(publicUrl)
  url.hostname = domain
  return url.origin
}

/** Whether a host is the one below which Pitcrew itself is. */
export const isOwnHost = (publicUrl: string, host: string): boolean => new URL(publicUrl).hostname === host
