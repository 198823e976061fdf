/**
 * Source maps (https://tc39.es/ecma426/) as they are uploaded, of which nothing is certain: what is none is refused with its reason, and
 * what would take more memory than it says is refused before anything is made of it. A map whose parts stand in sections, as some
 * bundlers write them, is one level deep.
 */
import { MAP_LINES_MAX, MAP_POSITIONS_MAX, MAP_SECTIONS_MAX, MAP_SOURCES_MAX, NAME_LENGTH_MAX } from './limits.ts'
import { listIn, objectOf, valueIn, type Json } from './read.ts'

/** Why a text is no source map that is taken. */
export const MAP_FAULTS = {
  not_json: 'It is no JSON.',
  not_an_object: 'It is JSON, but no object.',
  version: 'It is not of version 3.',
  mappings: '"mappings" must be a text.',
  sources: '"sources" must be a list of texts.',
  names: '"names" must be a list of texts.',
  contents: '"sourcesContent" must be a list of texts.',
  sections: '"sections" must be a list of maps in the order of their places, none of which has sections of its own.',
  too_many_sections: `It has more than ${MAP_SECTIONS_MAX} sections.`,
  too_many_sources: `It names more than ${MAP_SOURCES_MAX} sources or names.`,
  too_many_positions: `It has more than ${MAP_POSITIONS_MAX} positions or ${MAP_LINES_MAX} lines.`,
} as const
export type MapFault = keyof typeof MAP_FAULTS

/** What is asked of a map, and nothing else that stood in it. */
interface PlainMap {
  readonly version: 3
  readonly sources: (string | null)[]
  readonly names: string[]
  readonly sourcesContent: (string | null)[]
  readonly mappings: string
  readonly sourceRoot: string
  readonly ignoreList: number[]
}

interface SectionedMap {
  readonly version: 3
  readonly sections: { offset: { line: number; column: number }; map: PlainMap }[]
}

/** What was read, and how many positions and lines it has, by which its memory is known. */
export interface ReadMap {
  readonly map: PlainMap | SectionedMap
  readonly positions: number
  /** As the build says; empty when it says none. */
  readonly debugId: string
}

/** In small letters, as debug ids are kept. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Some servers put it before JSON, so that no page can run it as a script. */
const GUARD = ")]}'"

export function readSourceMap(text: string): ReadMap | MapFault {
  const json = parsed(text.startsWith(GUARD) ? text.slice(text.indexOf('\n') + 1) : text)
  if (typeof json === 'string') return json
  const sections = valueIn(json, 'sections')
  const read = sections === undefined ? readPlain(json) : readSections(sections)
  if (typeof read === 'string') return read
  const debugId = (textOf(valueIn(json, 'debugId')) || textOf(valueIn(json, 'debug_id'))).toLowerCase()
  return { ...read, debugId: isUuid(debugId) ? debugId : '' }
}

function parsed(text: string): Json | MapFault {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : 'not_an_object'
  } catch {
    // Where the parser stopped would show what the map holds.
    return 'not_json'
  }
}

function readPlain(json: Json): { readonly map: PlainMap; readonly positions: number } | MapFault {
  if (Number(valueIn(json, 'version')) !== 3) return 'version'
  const [mappings, sources] = [valueIn(json, 'mappings'), valueIn(json, 'sources')]
  const [names, contents] = [valueIn(json, 'names') ?? [], valueIn(json, 'sourcesContent') ?? []]
  if (typeof mappings !== 'string') return 'mappings'
  if (!isTexts(sources)) return 'sources'
  if (!isTexts(names)) return 'names'
  if (!isTexts(contents)) return 'contents'
  if (sources.length > MAP_SOURCES_MAX || names.length > MAP_SOURCES_MAX) return 'too_many_sources'
  const positions = countPositions(mappings)
  if (typeof positions !== 'number') return positions
  const map: PlainMap = {
    version: 3,
    sources: [...sources],
    names: names.map((name) => name ?? ''),
    sourcesContent: contents.slice(0, sources.length),
    mappings,
    sourceRoot: textOf(valueIn(json, 'sourceRoot')),
    ignoreList: listIn(json, 'ignoreList', MAP_SOURCES_MAX).filter((one) => typeof one === 'number'),
  }
  return { map, positions }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Missing names and contents are null. */
function isTexts(value: unknown): value is readonly (string | null)[] {
  return Array.isArray(value) && value.every((one) => one === null || typeof one === 'string')
}

const [LINE, POSITION] = [';'.charCodeAt(0), ','.charCodeAt(0)]

function countPositions(mappings: string): number | MapFault {
  let [lines, positions] = [1, 1]
  for (let at = 0; at < mappings.length; at++) {
    const sign = mappings.charCodeAt(at)
    if (sign === LINE) lines += 1
    if (sign === LINE || sign === POSITION) positions += 1
  }
  return lines > MAP_LINES_MAX || positions > MAP_POSITIONS_MAX ? 'too_many_positions' : positions
}

function readSections(value: unknown): { readonly map: SectionedMap; readonly positions: number } | MapFault {
  if (!Array.isArray(value) || value.length === 0) return 'sections'
  if (value.length > MAP_SECTIONS_MAX) return 'too_many_sections'
  const sections: SectionedMap['sections'] = []
  let [positions, lastLine] = [0, 0]
  for (const section of value) {
    const offset = objectOf(valueIn(objectOf(section), 'offset'))
    const [line, column] = [valueIn(offset, 'line'), valueIn(offset, 'column')]
    const map = objectOf(valueIn(objectOf(section), 'map'))
    if (!isPlace(line) || !isPlace(column) || line < lastLine || valueIn(map, 'sections') !== undefined) return 'sections'
    const read = readPlain(map)
    if (typeof read === 'string') return read
    sections.push({ offset: { line, column }, map: read.map })
    positions += read.positions
    lastLine = line
  }
  // Lines before a section are made as well.
  positions += lastLine
  return positions > MAP_POSITIONS_MAX ? 'too_many_positions' : { map: { version: 3, sections }, positions }
}

const isPlace = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAP_LINES_MAX

/** Paths below a folder, with forward slashes: `assets/app.min.js`. */
export const MAP_NAME = /^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\\?#\p{Cc}]+$/u

/** A script as an error names it has at most so many folders that are looked at. */
const FOLDERS_MAX = 12

/**
 * By which names a script of an error may have been uploaded, the longest first: whoever uploads says paths below a folder of the build,
 * and errors say addresses, or paths of the server. `https://shop.example/assets/app.js?v=2` may be `assets/app.js` or `app.js`.
 */
export function namesOf(file: string): readonly string[] {
  const parts = pathOf(file).split('/').filter(Boolean).slice(-FOLDERS_MAX)
  return parts.map((_, index) => parts.slice(index).join('/')).filter((name) => name.length <= NAME_LENGTH_MAX)
}

/** Without scheme and host (`https://…`, `app:///…`, `file:///…`), query and fragment. */
function pathOf(file: string): string {
  const path = file.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(path).replaceAll('\\', '/')
  } catch {
    // A per cent sign that stands for itself.
    return path
  }
}
