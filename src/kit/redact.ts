/** Takes the names and e-mail addresses of a person out of a text that somebody else wrote. Pure. */

/** What stands in their place. Short, so that a text never grows past its limit. */
export const REDACTED = '[–]'

/** A name of one short word would take ordinary words along: "Mark", "May", "Will". */
const NAME_CHARACTERS_MIN = 6

interface Words {
  readonly names: readonly string[]
  readonly emails: readonly string[]
}

/** Which names are distinctive enough to be looked for in texts: several words, or one long one. */
export function distinctive(names: readonly string[]): readonly string[] {
  return names.map((name) => name.trim()).filter((name) => name.length >= NAME_CHARACTERS_MIN)
}

/** The text without the names and addresses, compared without regard to case and only as whole words. */
export function redact(text: string, of: Words): string {
  const words = wordsOf(of)
  if (words === undefined) return text
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu'), REDACTED)
}

/**
 * The same as a pattern of RE2, which cannot look around: the characters before and after are its groups 1 and 2. Undefined when there is
 * nothing to look for.
 */
export function wordsPattern(of: Words): string | undefined {
  const words = wordsOf(of)
  return words === undefined ? undefined : String.raw`(?i)(^|[^\pL\pN])(?:${words})([^\pL\pN]|$)`
}

/** The longest first, so that "Anna Berg-Lund" does not leave "-Lund" behind. */
function wordsOf({ names, emails }: Words): string | undefined {
  const words = [...distinctive(names), ...emails].filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  return words.length === 0 ? undefined : words.map(escaped).join('|')
}

const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`)
