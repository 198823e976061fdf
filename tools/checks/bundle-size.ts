/**
 * What a browser fetches before the sign-in page and the first screen stand: everything that their modules import, their
 * styles, the English catalogue, the font, the document. Each file counts with the size of its gzip; a font is compressed
 * already. Run it after a build: `node --import tsx tools/checks/bundle-size.ts`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

/** A poor phone line moves about 1.6 Mbit/s: 220 kB are 1.1 seconds. */
export const FIRST_LOAD_BYTES_MAX = 220_000

/** Modules that the two pages load by themselves: their own chunks and what they show without being asked. */
const SHOWN_FIRST = ['index.html', 'door/sign-in-page.tsx', 'ui/live-strip.tsx', 'locales/en.po']
const FONT = /inter-latin-wght-normal.*\.woff2$/

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

export interface FirstLoad {
  readonly bytes: number
  /** Each file with its bytes, the largest first. */
  readonly files: readonly (readonly [file: string, bytes: number])[]
}

/** `folder` is the built console. Throws when it was not built, or when one of the pages is not in it. */
export function firstLoad(folder: string): FirstLoad {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Readonly<Record<string, Chunk>>
  const wanted = new Set<string>(['index.html', 'theme.js', 'mark.svg'])
  const seen = new Set<string>()
  const take = (key: string): void => {
    const chunk = manifest[key]
    if (chunk === undefined || seen.has(key)) return
    seen.add(key)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) wanted.add(file)
    chunk.imports?.forEach(take)
  }
  for (const name of SHOWN_FIRST) {
    const key = Object.keys(manifest).find((one) => one.endsWith(name))
    if (key === undefined) throw new Error(`the build has no ${name}; tools/checks/bundle-size.ts names a page that was moved`)
    take(key)
  }
  const font = Object.values(manifest)
    .flatMap(({ file, assets }) => [file, ...(assets ?? [])])
    .find((file) => FONT.test(file))
  if (font !== undefined) wanted.add(font)
  const files = [...wanted].map((file) => [file, sizeOf(join(folder, file))] as const).toSorted((a, b) => b[1] - a[1])
  return { bytes: files.reduce((sum, [, bytes]) => sum + bytes, 0), files }
}

function sizeOf(file: string): number {
  const content = readFileSync(file)
  return FONT.test(file) ? content.length : gzipSync(content, { level: 9 }).length
}

/** One sentence when the first load is over its budget; nothing when it fits. */
export function bundleFault(folder: string): string | undefined {
  if (!existsSync(join(folder, '.vite/manifest.json'))) return 'The console is not built; run `npm run build` first.'
  const { bytes, files } = firstLoad(folder)
  if (bytes <= FIRST_LOAD_BYTES_MAX) return undefined
  const largest = files.slice(0, 5).map(([file, size]) => `${file} ${kB(size)}`)
  return `The first load of the console is ${kB(bytes)}, over its budget of ${kB(FIRST_LOAD_BYTES_MAX)}; the largest files: ${largest.join(', ')}.`
}

function kB(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = fileURLToPath(new URL('../../dist/console', import.meta.url))
  const fault = bundleFault(folder)
  if (fault === undefined) {
    const { bytes, files } = firstLoad(folder)
    for (const [file, size] of files) console.log(`${kB(size).padStart(10)}  ${file}`)
    console.log(`${kB(bytes).padStart(10)}  first load, of ${kB(FIRST_LOAD_BYTES_MAX)}`)
  } else {
    console.log(fault)
    process.exitCode = 1
  }
}
