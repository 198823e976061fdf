/**
 * Protection against requests that another site makes with our visitor's cookies. Browsers tell where a request comes from
 * (Sec-Fetch-Site, Origin) and no page can forge that, so no token is needed; a change with a cookie must carry one of the two.
 */

export interface OriginFacts {
  readonly method: string
  /** Sec-Fetch-Site, Origin and Host as the browser sent them. */
  readonly site: string | undefined
  readonly origin: string | undefined
  readonly host: string | undefined
  /** Whether the caller is known by a cookie; API keys cannot be sent by another site. */
  readonly byCookie: boolean
  /** Absolute, without trailing slash. */
  readonly publicUrl: string
}

export type OriginVerdict = 'safe_method' | 'same_origin' | 'no_browser' | 'cross_site' | 'unproved'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `cross_site` and `unproved` are refused: the latter has a cookie and does not say where it comes from. */
export function judgeOrigin(facts: OriginFacts): OriginVerdict {
  if (SAFE_METHODS.has(facts.method)) return 'safe_method'
  if (facts.site !== undefined) return facts.site === 'same-origin' ? 'same_origin' : 'cross_site'
  if (facts.origin !== undefined) return isOurs(facts.origin, facts) ? 'same_origin' : 'cross_site'
  return facts.byCookie ? 'unproved' : 'no_browser'
}

/** Host alone is compared for the second form: behind a proxy that ends TLS, the scheme seen here is not the browser's. */
function isOurs(origin: string, facts: OriginFacts): boolean {
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return origin === new URL(facts.publicUrl).origin || host === facts.host
}
