/**
 * What a file is, from its own bytes; neither its name nor what its sender says of it is looked at. Archives are not looked into:
 * their kind shows in the first bytes, and whatever unpacks to a thousand times its size stays packed.
 */

/** As much as the signatures of all known kinds need. */
export const HEAD_BYTES = 4_100
export const UNKNOWN = 'application/octet-stream'
const TEXT = 'text/plain'

/** Archives, which are told by this alone, and documents that can be made of letters only. */
const BEGINNINGS: readonly (readonly [signature: readonly number[], mediaType: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'application/zip'],
  [[0x50, 0x4b, 0x05, 0x06], 'application/zip'],
  [[0x1f, 0x8b], 'application/gzip'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'application/pdf'],
]
/** Control signs that no text has; tabs, line ends, form feeds and the escapes of coloured logs it may have. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/

/** `head`: the first `HEAD_BYTES`, fewer of a shorter file. Markup of any kind is text, which is all that is ever made of it. */
export async function mediaTypeOf(head: Uint8Array): Promise<string> {
  const known = BEGINNINGS.find(([signature]) => signature.every((byte, index) => head[index] === byte))
  if (known) return known[1]
  if (isText(head)) return TEXT
  // Read with the first such file: a start does not wait for it.
  const { fileTypeFromBuffer } = await import('file-type')
  return (await fileTypeFromBuffer(head))?.mime ?? UNKNOWN
}

/** UTF-8; the head may end in the middle of a letter. */
function isText(head: Uint8Array): boolean {
  try {
    return !UNPRINTABLE.test(new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }))
  } catch {
    return false
  }
}
