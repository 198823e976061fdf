/** Takes the names and e-mail addresses of a person out of a text that somebody else wrote. Pure. */

/** What stands in their place. Short, so that a text never grows past its limit. */
export const REDACTED = '[–]'

/** A name of one short word would take ordinary words along: "Mark", "May", "Will". */
const NAME_CHARACTERS_MIN = 6

/** Which names are distinctive enough to be looked for in texts: several words, or one long one. */
export function distinctive(names: readonly string[]): readonly string[] {
  return names.map((name) => name.trim()).filter((name) => name.length >= NAME_CHARACTERS_MIN)
}

/** The text without the names and addresses, compared without regard to case and only as whole words. */
export function redact(text: string, of: { readonly names: readonly string[]; readonly emails: readonly string[] }): string {
  // The longest first, so that "Anna Berg-Lund" does not leave "-Lund" behind.
  const words = [...distinctive(of.names), ...of.emails].filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  if (words.length === 0) return text
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return text.replaceAll(pattern, REDACTED)
}

const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`)
