/** The pattern of an address, in which nothing names a person or a thing: no query, and ids in the path replaced. Pure, also in browsers. */

const SEGMENTS_MAX = 8
const SEGMENT_LENGTH_MAX = 40
const ID = ':id'

/** `/orders/4711/items?x=1` is `/orders/:id/items`. What is no path is `/`. */
export function routeOf(path: string): string {
  const [bare = ''] = path.split(/[?#;]/, 1)
  const segments = bare.split('/').filter(Boolean)
  const shown = segments.slice(0, SEGMENTS_MAX).map((segment) => (isId(segment) ? ID : segment))
  return `/${shown.join('/')}${segments.length > SEGMENTS_MAX ? '/…' : ''}`
}

/** Numbers, long codes, addresses, names with signs that words of a path do not have. */
function isId(segment: string): boolean {
  if (segment.length > SEGMENT_LENGTH_MAX || !/^[\w.~-]+$/.test(segment)) return true
  if (/^:\w+$/.test(segment)) return true
  const digits = segment.replace(/\D/g, '').length
  return /^\d+$/.test(segment) || digits >= 4 || /^[0-9a-f]{8,}$/i.test(segment) || (digits > 0 && segment.length >= 16)
}
