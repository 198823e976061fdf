import { beforeAll, describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { openMap } from './access/open-map.ts'
import { buildShop, framesOfShop, SOURCES, type BuiltShop } from './testing-shop.ts'
import type { Frame } from './domain/event.ts'
import { fingerprintOf } from './domain/fingerprint.ts'
import { MAP_LINES_MAX, MAP_POSITIONS_MAX, MAP_SECTIONS_MAX, MAP_SOURCES_MAX } from './domain/limits.ts'
import { originalsOf, scriptsOf, type OpenMap, type Original } from './domain/original.ts'
import { readEvent } from './domain/read-event.ts'
import { MAP_NAME, namesOf, readSourceMap } from './domain/source-map.ts'

const ADDRESS = 'https://shop.example/assets/shop.min.js'
const plain = { version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA' }
const read = (map: unknown) => readSourceMap(JSON.stringify(map))

const open = async (map: string): Promise<OpenMap> => (await openMap(gzipSync(map))).map
function eventOf(shop: BuiltShop) {
  const values = [{ type: 'TypeError', value: 'no items', stacktrace: { frames: framesOfShop(shop, ADDRESS) } }]
  const images = [{ type: 'sourcemap', code_file: ADDRESS, debug_id: shop.debugId }]
  const event = readEvent({ event_id: 'a'.repeat(32), platform: 'javascript', exception: { values }, debug_meta: { images } }, '')
  if (!event) throw new TypeError('no event')
  return event
}

describe('a minified stack', () => {
  let shop: BuiltShop
  let originals: readonly (Original | null)[]
  beforeAll(async () => {
    shop = await buildShop()
    const map = await open(shop.map)
    originals = originalsOf(eventOf(shop).detail.exceptions[0]?.frames ?? [], () => map)
  })

  test('shows files, lines and names of the source', () => {
    expect(originals.slice(-3).map((one) => one && [one.file, one.function, one.line])).toEqual([
      ['shop/src/shop.ts', expect.any(String), 4],
      ['shop/src/pay.ts', 'pay', 4],
      ['shop/src/cart.ts', 'totalOf', 8],
    ])
  })

  test('shows the line of the source with those around it', () => {
    const lines = SOURCES['src/cart.ts'].split('\n')
    expect(originals.at(-1)).toMatchObject({ before: lines.slice(2, 7), code: lines[7], after: lines.slice(8, 13) })
  })

  test('is told from others by the source, so that another build of it is the same', async () => {
    const next = await buildShop('/* 2 */ const release = 2;\n\n')
    const grouped = await Promise.all(
      [shop, next].map(async (build) => {
        const [event, map] = [eventOf(build), await open(build.map)]
        const [thrown] = event.detail.exceptions
        const frames = thrown?.frames ?? []
        const named = originalsOf(frames, () => map).map((one, index): Frame => (one ? { ...one, module: '' } : (frames[index] as Frame)))
        return fingerprintOf({ ...event, detail: { ...event.detail, exceptions: [{ type: '', value: '', handled: null, frames: named }] } })
      }),
    )
    expect(grouped[1]).toEqual(grouped[0])
    expect(grouped[0]?.parts.at(-1)).toBe('totalOf in shop/src/cart.ts')
  })

  test('is looked up by the id that the build gave its script', () => {
    expect(scriptsOf('javascript', eventOf(shop).detail)).toEqual(new Map([[ADDRESS, shop.debugId]]))
    expect(scriptsOf('python', eventOf(shop).detail)).toEqual(new Map())
  })

  test('keeps a call as it came whose place the map does not know', async () => {
    const map = await open(JSON.stringify({ ...plain, mappings: ';;AAAA' }))
    const frame = eventOf(shop).detail.exceptions[0]?.frames.at(-1) as Frame
    expect(originalsOf([frame], () => map)).toEqual([null])
    expect(originalsOf([frame], () => undefined)).toEqual([null])
  })
})

test('somebody else’s code is told by its folder and by what the map says', async () => {
  const map = await open(JSON.stringify({ ...plain, sources: ['../node_modules/x/a.ts', 'b.ts'], mappings: 'AAAA,CCAA', ignoreList: [1] }))
  const frame = { file: ADDRESS, function: 't', module: '', line: 1, column: 1, inApp: true, before: [], code: '', after: [] }
  expect(originalsOf([frame, { ...frame, column: 2 }], () => map).map((one) => one?.inApp)).toEqual([false, false])
})

test('a map in sections is read like one in a piece', async () => {
  const sections = [
    { offset: { line: 0, column: 0 }, map: plain },
    { offset: { line: 2, column: 4 }, map: { ...plain, sources: ['b.ts'] } },
  ]
  const map = await open(JSON.stringify({ version: 3, sections }))
  expect(map.locate(3, 5)).toMatchObject({ source: 'b.ts', line: 1, column: 1 })
})

test('a map that stands behind a guard against scripts is read', () => {
  expect(readSourceMap(`)]}'\n${JSON.stringify(plain)}`)).toMatchObject({ positions: 1 })
})

test.each([
  ['not_json', 'function () {}'],
  ['not_json', ''],
  ['not_an_object', '[]'],
  ['not_an_object', 'null'],
  ['version', '{}'],
])('%s is no source map: %s', (fault, text) => {
  expect(readSourceMap(text)).toBe(fault)
})

test.each([
  ['version', { ...plain, version: 2 }],
  ['mappings', { ...plain, mappings: 7 }],
  ['mappings', { ...plain, mappings: [[[0, 0, 0, 0]]] }],
  ['sources', { ...plain, sources: 'a.ts' }],
  ['sources', { ...plain, sources: [{}] }],
  ['names', { ...plain, names: { length: 5 } }],
  ['contents', { ...plain, sourcesContent: [7] }],
  ['too_many_sources', { ...plain, sources: Array.from({ length: MAP_SOURCES_MAX + 1 }, () => '') }],
  ['too_many_positions', { ...plain, mappings: ';'.repeat(MAP_LINES_MAX) }],
  ['too_many_positions', { ...plain, mappings: 'A,'.repeat(MAP_POSITIONS_MAX) }],
  ['sections', { version: 3, sections: [] }],
  ['sections', { version: 3, sections: [{ offset: { line: 1e9, column: 0 }, map: plain }] }],
  ['sections', { version: 3, sections: [{ offset: { line: -1, column: 0 }, map: plain }] }],
  ['sections', { version: 3, sections: [{ offset: { line: 0, column: 0 }, map: { version: 3, sections: [] } }] }],
  ['version', { version: 3, sections: [{ offset: { line: 0, column: 0 }, url: 'https://elsewhere.example/a.map' }] }],
  ['too_many_sections', { version: 3, sections: Array.from({ length: MAP_SECTIONS_MAX + 1 }, () => ({})) }],
] as const)('a hostile map is refused as %s', (fault, map) => {
  expect(read(map)).toBe(fault)
})

test('what else stands in a map is not handed on', () => {
  const hostile = { ...plain, _decodedMemo: {}, resolvedSources: [7], sourceRoot: 7, ignoreList: ['x', 0] }
  expect(read(hostile)).toMatchObject({ map: { sourceRoot: '', ignoreList: [0] } })
  expect(Object.keys((read(hostile) as { map: object }).map)).not.toContain('_decodedMemo')
})

test('positions that point nowhere find nothing', async () => {
  const map = await open(JSON.stringify({ ...plain, mappings: 'AA99DA99D,C,DDDDDD,IZZZZ;;ACAAC' }))
  for (let line = 1; line < 5; line++) for (let column = 1; column < 20; column++) expect(() => map.locate(line, column)).not.toThrow()
})

test.each([
  ['https://shop.example/assets/app.min.js?v=2#x', ['assets/app.min.js', 'app.min.js']],
  ['app:///dist/server.js', ['dist/server.js', 'server.js']],
  ['/srv/app/dist/server.js', ['srv/app/dist/server.js', 'app/dist/server.js', 'dist/server.js', 'server.js']],
  ['https://shop.example/a%20b.js', ['a b.js']],
  ['https://shop.example/100%.js', ['100%.js']],
])('%s may have been uploaded under each of its ends', (file, names) => {
  expect(namesOf(file)).toEqual(names)
})

test.each(['../a.js', 'a/../b.js', '/a.js', 'a//b.js', './a.js', 'a/', 'a\\b.js', 'a\u0000.js', 'a.js?x', ''])(
  '%j is no name of a script',
  (name) => {
    expect(MAP_NAME.test(name)).toBe(false)
  },
)
test.each(['app.js', 'assets/app-3f2a.min.js', 'a b/ü.js', '.next/static/a.js', '..a/b.js'])('%j is one', (name) => {
  expect(MAP_NAME.test(name)).toBe(true)
})
