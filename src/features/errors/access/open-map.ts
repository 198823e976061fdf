/** A source map in memory, asked through the library that reads its positions; that is loaded with the first map. */
import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { OpenMap } from '../domain/original.ts'
import { MAP_BYTES_MAX } from '../domain/limits.ts'
import { readSourceMap } from '../domain/source-map.ts'

/** Of its texts, and of each position once it was asked. */
const BYTES_PER_SIGN = 2
const BYTES_PER_POSITION = 80

export interface MapInMemory {
  readonly map: OpenMap
  /** About so much memory does it take. */
  readonly bytes: number
}

/** Of bytes as they stand in the file store. Throws for what is no map: it was looked at before it was kept. */
export async function openMap(packed: Buffer): Promise<MapInMemory> {
  const text = (await promisify(gunzip)(packed, { maxOutputLength: MAP_BYTES_MAX })).toString()
  const read = readSourceMap(text)
  if (typeof read === 'string') throw new TypeError(`A kept source map cannot be read: ${read}`)
  const { FlattenMap, isIgnored, originalPositionFor, sourceContentFor } = await import('@jridgewell/trace-mapping')
  // Reads one without sections as it is.
  const trace = new FlattenMap(read.map)
  let last: { readonly source: string; readonly lines: readonly string[] | undefined } | undefined
  return {
    bytes: text.length * BYTES_PER_SIGN + read.positions * BYTES_PER_POSITION,
    map: {
      locate: (line, column) => {
        const { source, name, ...at } = originalPositionFor(trace, { line, column: column - 1 })
        if (source === null || at.line === null || at.line < 1) return undefined
        return { source, name: name ?? '', line: at.line, column: Math.max(0, at.column ?? 0) + 1, isIgnored: isIgnored(trace, source) }
      },
      linesOf: (source) => {
        // Neighbouring calls stand in one file, and splitting it costs the most.
        if (last?.source !== source) last = { source, lines: sourceContentFor(trace, source)?.split(/\r\n|[\n\r]/) }
        return last.lines
      },
    },
  }
}
