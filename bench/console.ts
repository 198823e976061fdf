/**
 * Promise: the console opens fast on a slow line. What a browser must load before the first screen stands is at most 220 kB after
 * gzip: the document, its style sheets and scripts with all they import (Now is among them), or with set-up or sign-in for who
 * is not in yet. Fonts and pictures come later and are not counted. Reads what `npm run build` made.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { report, say } from './support/report.ts'

const BUILT = 'dist/console'
const BUDGET_KB = 220
/** Pages that come before Now, by the names of their chunks. */
const DOORS = /\/(?:setup|sign-in)-page-[^/]+\.js$/

const html = readFileSync(join(BUILT, 'index.html'), 'utf8')
const linked = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '')
const shell = closure(linked)
const pages = [...shell].flatMap(lazyParts)
const doors = pages.filter(([chunk = '']) => DOORS.test(chunk))
if (doors.length < 2) throw new Error('the chunks of set-up and sign-in were not found; were their files renamed?')

const shellBytes = gzipBytes(['index.html', ...shell])
say(`Now: ${kB(shellBytes)} in ${shell.size + 1} files`)
say(`heaviest page opened directly: ${kB(shellBytes + heaviest(pages))}`)
report({
  figure: 'first load of the console after gzip',
  value: (shellBytes + heaviest(doors)) / 1e3,
  unit: 'kB',
  budget: BUDGET_KB,
  budgetIs: 'maximum',
})

/** Bytes of the heaviest of these parts, beside what the shell has loaded already. */
function heaviest(parts: readonly (readonly string[])[]): number {
  return Math.max(...parts.map((files) => gzipBytes([...closure(files)].filter((file) => !shell.has(file)))))
}

function kB(bytes: number): string {
  return `${(bytes / 1e3).toFixed(1)} kB`
}

/** The files and all that they import without being asked. */
function closure(files: readonly string[]): Set<string> {
  const found = new Set<string>()
  const queue = [...files]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file) || !existsSync(join(BUILT, file))) continue
    found.add(file)
    queue.push(...staticImports(file))
  }
  return found
}

function staticImports(file: string): string[] {
  return [...scriptOf(file).matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g)].map(([, name]) => `assets/${name}`)
}

/** For each `import("./x.js")` of the file: the chunk, and the style sheets and chunks that vite loads beside it. */
function lazyParts(file: string): string[][] {
  const text = scriptOf(file)
  const dependencies =
    /\[((?:"assets\/[^"]+",?)+)\]/
      .exec(text)?.[1]
      ?.split(',')
      .map((name) => name.slice(1, -1)) ?? []
  return [...text.matchAll(/import\(\s*["'`]\.\/([^"'`]+)["'`]\s*\)(?:[^;]{0,80}?__vite__mapDeps\(\[([\d,]*)\]\))?/g)].map(
    ([, name, list]) => {
      const beside = (list ?? '').split(',').flatMap((index) => dependencies[Number(index || -1)] ?? [])
      return [`assets/${name}`, ...beside]
    },
  )
}

function scriptOf(file: string): string {
  return file.endsWith('.js') ? readFileSync(join(BUILT, file), 'utf8') : ''
}

function gzipBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length, 0)
}
