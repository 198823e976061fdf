/**
 * Where a call of a minified script stands in the source. Pure: the same stack and map give the same answer, whether errors are told
 * apart by it or shown to people.
 */
import type { ErrorDetail, Frame } from './event.ts'
import { LINE_LENGTH_MAX, NAME_LENGTH_MAX, SCRIPTS_MAX, SOURCE_LINES_AROUND } from './limits.ts'
import { fitText } from './read.ts'

/** A call as its source has it; of the frame, what the map says otherwise. */
export type Original = Omit<Frame, 'module'>

/** Why a call of a script that was built is shown as it came. */
export const MAP_MISSING = ['no_map', 'map_lost', 'place_unknown'] as const
export type MapMissing = (typeof MAP_MISSING)[number]

/** A place of a script by its map. Lines and columns count from 1. */
export interface Located {
  readonly source: string
  readonly line: number
  readonly column: number
  /** What the source calls the thing at that place; empty when nothing was renamed. */
  readonly name: string
  /** The map says that it is somebody else's code. */
  readonly isIgnored: boolean
}

export interface OpenMap {
  readonly locate: (line: number, column: number) => Located | undefined
  /** Undefined when the map was made without its sources. */
  readonly linesOf: (source: string) => readonly string[] | undefined
}

/** Scripts of an error that a map may exist of, each with the id that its build gave it; empty when it gave none. */
export function scriptsOf(platform: string, { exceptions, images }: ErrorDetail): ReadonlyMap<string, string> {
  const scripts = new Map<string, string>()
  if (platform !== 'javascript' && platform !== 'node') return scripts
  const debugIds = new Map(images.map(({ file, debugId }) => [file, debugId]))
  for (const frame of exceptions.flatMap(({ frames }) => frames)) {
    if (scripts.size === SCRIPTS_MAX) break
    if (isBuilt(frame)) scripts.set(frame.file, debugIds.get(frame.file) ?? '')
  }
  return scripts
}

/** A script with a place in it that is not from the engine itself; what a library of the server is made of has no map. */
function isBuilt({ file, line, column }: Frame): boolean {
  return line !== null && column !== null && line > 0 && /^(?!node:|native|<)[^?#]*\.[cm]?jsx?(?:[?#].*)?$/i.test(file)
}

/** For each frame where its source has it; null for those without a map, or whose place the map does not know. */
export function originalsOf(frames: readonly Frame[], mapOf: (file: string) => OpenMap | undefined): readonly (Original | null)[] {
  const located = frames.map((frame) => {
    const map = isBuilt(frame) ? mapOf(frame.file) : undefined
    const at = map?.locate(frame.line as number, Math.max(1, frame.column as number))
    return map && at ? { map, at } : undefined
  })
  return frames.map((frame, index) => {
    const one = located[index]
    if (!one) return null
    const lines = one.map.linesOf(one.at.source)
    // What a call is named stands where it is called: in the next frame outwards, by the name that the source has for it.
    const name = nameOf([located[index - 1]?.at.name, lastPart(frame.function)], lines)
    return { ...contextOf(lines, one.at.line), ...placeOf(one.at), function: name, inApp: frame.inApp && isOwn(one.at) }
  })
}

function placeOf({ source, line, column }: Located): Pick<Original, 'file' | 'line' | 'column'> {
  return { file: fitText(plainSource(source), LINE_LENGTH_MAX), line, column }
}

/** Bundlers write `webpack://shop/./src/cart.ts` or `../../src/cart.ts`. */
function plainSource(source: string): string {
  return source.replace(/^(?:webpack(?:-internal)?|turbopack|rollup|vite|ng):\/\/[^/]*\//, '').replace(/^(?:\.{1,2}\/)+/, '')
}

const isOwn = ({ source, isIgnored }: Located): boolean => !isIgnored && !/(?:^|\/)node_modules\//.test(source)

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u
/** Shorter ones are what minifiers make up, and stand in every source by chance. */
const OWN_NAME_MIN = 3

/** The first that is a name and stands in the source of the called function; the minifier made up the others. */
function nameOf([called, own]: readonly [string | undefined, string], lines: readonly string[] | undefined): string {
  const stands = (name: string): boolean => lines?.some((line) => line.includes(name)) ?? false
  if (called && called.length <= NAME_LENGTH_MAX && IDENTIFIER.test(called) && (lines === undefined || stands(called))) return called
  return own.length >= OWN_NAME_MIN && IDENTIFIER.test(own) && stands(own) ? own : ''
}

/** `HTMLButtonElement.pay` and `async Cart.pay` are `pay`. */
const lastPart = (name: string): string => name.split(/[ .]/).at(-1) ?? ''

function contextOf(lines: readonly string[] | undefined, line: number): Pick<Original, 'before' | 'code' | 'after'> {
  const fit = (from: number, to: number) =>
    (lines ?? []).slice(Math.max(0, from), Math.max(0, to)).map((text) => fitText(text, LINE_LENGTH_MAX))
  const at = line - 1
  return { before: fit(at - SOURCE_LINES_AROUND, at), code: fit(at, at + 1)[0] ?? '', after: fit(at + 1, at + 1 + SOURCE_LINES_AROUND) }
}
