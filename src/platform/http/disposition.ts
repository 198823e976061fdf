/** The header under which a browser saves a file (RFC 6266): the name for old readers, and the true one for all others (RFC 8187). */

/** What `encodeURIComponent` leaves and RFC 8187 does not allow. */
const NOT_ATTR_CHAR = /['()*]/g

/** Always as one to save. Every text makes a header that cannot be left through the name. */
export function attachmentHeader(name: string): string {
  // Half a surrogate pair is no letter; it comes back as the sign for one that is missing.
  const whole = Buffer.from(name).toString()
  const plain = whole.replaceAll(/[^\x20-\x7e]|["%\\]/g, '_')
  if (plain === whole) return `attachment; filename="${plain}"`
  const encoded = encodeURIComponent(whole).replaceAll(NOT_ATTR_CHAR, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
