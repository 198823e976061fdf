/** The picture of a page: what it may be, as its bytes say. */

/** A logo is drawn 40 px high; this is far more than one needs, and a node holds a thousand of them. */
export const LOGO_BYTES_MAX = 64 * 1024

export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'] as const
export type LogoType = (typeof LOGO_TYPES)[number]

export interface Logo {
  readonly mediaType: LogoType
  /** Base64, so that it can be kept in a file of JSON. */
  readonly content: string
}

/** What may stand before the root of an SVG document. */
const SVG = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE\s+svg[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<svg[\s/>]/

/** Undefined when it is none that browsers show in a page. */
export function logoTypeOf(bytes: Buffer): LogoType | undefined {
  const begins = (...signs: readonly number[]) => signs.every((sign, index) => bytes[index] === sign)
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp'
  return SVG.test(bytes.toString('utf8')) ? 'image/svg+xml' : undefined
}
