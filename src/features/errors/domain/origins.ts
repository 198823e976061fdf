/** From which pages errors of an environment are taken. */

/** Stands for every page. */
export const ANY_ORIGIN = '*'
export const ORIGINS_MAX = 50

/** An origin as browsers send it, in which a star may stand for the first labels of the host: `https://*.shop.example`. */
export const ORIGIN_FORM = /^(?:\*|https?:\/\/(?:\*\.)?[a-z0-9.-]{1,253}(?::\d{1,5})?)$/

/** Senders that are no browsers say no origin; their key is enough. */
export function isOriginTaken(origins: readonly string[], origin: string | undefined): boolean {
  return origin === undefined || origins.some((taken) => taken === ANY_ORIGIN || taken === origin || isBelow(origin, taken))
}

function isBelow(origin: string, taken: string): boolean {
  const [scheme, rest] = taken.split('://*.')
  return rest !== undefined && origin.startsWith(`${scheme}://`) && origin.endsWith(`.${rest}`)
}
