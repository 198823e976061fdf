/**
 * Texts that come over and over, such as the names of attributes: read from their bytes without making a new one each time. Only plain
 * ASCII is remembered, in which bytes and characters are the same.
 */

/** A power of two. Texts that fall on the same place push each other out. */
const PLACES = 4_096
/** Longer ones hardly come again. */
const LENGTH_MAX = 40

export class KnownTexts {
  readonly #texts: string[] = Array.from({ length: PLACES }, () => '')

  /** The UTF-8 of these bytes, which lie within the buffer. */
  read(bytes: Buffer, start: number, end: number): string {
    const length = end - start
    if (length === 0) return ''
    if (length > LENGTH_MAX) return bytes.toString('utf8', start, end)
    let hash = length
    for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + (bytes[at] as number)
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1)
    const known = this.#texts[place] as string
    if (known.length === length && isSame(known, bytes, start)) return known
    const text = bytes.toString('utf8', start, end)
    // As many characters as bytes: none of more than one byte, nor one that is no UTF-8, is among them.
    if (text.length === length && isSame(text, bytes, start)) this.#texts[place] = text
    return text
  }
}

function isSame(text: string, bytes: Buffer, start: number): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== bytes[start + at]) return false
  return true
}
