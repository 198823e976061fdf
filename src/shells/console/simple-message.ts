/**
 * Messages with nothing but `{name}` in them, which the browser puts together itself: in the catalogue each would stand a second time,
 * taken apart. Plurals and quotes come compiled by the build.
 */

const SIMPLE = /^[^{}']*(?:\{\w+\}[^{}']*)*$/

export const isSimple = (message: string): boolean => SIMPLE.test(message)

type Piece = string | readonly [name: string]

const known = new Map<string, Piece[]>()

/** In lingui's compiled form: texts, and names of what is put in. */
export function piecesOf(message: string): Piece[] {
  const before = known.get(message)
  if (before) return before
  const pieces = message.split(/\{(\w+)\}/).map((piece, index): Piece => (index % 2 === 0 ? piece : [piece]))
  const made = pieces.filter((piece) => piece !== '')
  known.set(message, made)
  return made
}
