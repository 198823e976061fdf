/** Where a browser may be sent after signing in. */

const HERE = 'http://here.invalid'

/** The path when it lies on this site, otherwise `/`: a link to our door must never lead on to somebody else's page. */
export function ownPath(wanted: string | undefined): string {
  if (wanted === undefined || !wanted.startsWith('/') || !URL.canParse(wanted, HERE)) return '/'
  const url = new URL(wanted, HERE)
  // Resolved, a path may still begin with two slashes, and would then name a host.
  return url.origin === HERE && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : '/'
}
