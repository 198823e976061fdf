/**
 * Texts of statements without what stands in them: values in running statements are other people's data. Servers replace constants
 * in what they count, but not in what runs now nor in commands such as `create user`, so every text goes through here.
 */
import { scrubText } from '#kit/scrub.ts'

/** What a page shows of a statement; servers themselves keep 1,024 characters of one that runs. */
export const TEXT_LENGTH_MAX = 1_000

/**
 * Comments, quoted values (an unclosed one to the end, since servers cut long texts), dollar-quoted ones, and numbers that are no
 * part of a name. Names in double quotes and backticks stay.
 */
const VALUES =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\$([A-Za-z_]\w*)?\$[\s\S]*?(?:\$\1\$|$)|[eExXbBnN]?'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\$\d+|[A-Za-z_][\w$]*|\d[\w.]*/g

/** `quotesAreValues`: text in double quotes is a value, as MySQL has it unless told otherwise. */
export function withoutValues(text: string, { quotesAreValues = false } = {}): string {
  const bare = text.replace(VALUES, (piece) => {
    if (piece.startsWith('--') || piece.startsWith('/*')) return ' '
    if (quotesAreValues && piece.startsWith('"')) return '?'
    if (/^["`A-Za-z_]/.test(piece) && !/^[eExXbBnN]'/.test(piece)) return piece
    return /^\$\d/.test(piece) ? piece : '?'
  })
  const short = scrubText(bare.replace(/\s+/g, ' ').trim())
  return short.length > TEXT_LENGTH_MAX ? `${short.slice(0, TEXT_LENGTH_MAX - 1)}…` : short
}
