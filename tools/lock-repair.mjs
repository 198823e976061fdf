/**
 * Completes package-lock.json for platforms other than the one that wrote it.
 *
 * npm leaves optional packages out of the lock file when the registry does not answer for them, and `npm ci` then refuses
 * the file on every machine ("Missing: … from lock file"). This adds the missing entries: version, os, cpu and libc read
 * from the package's name. Run it after each change of a dependency; `--check` only says whether it is needed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const OS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
}
const CPUS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'ppc64le', 'riscv64', 's390x', 'wasm32', 'x64']
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

/** `@rolldown/binding-linux-x64-musl` → `{ os: ['linux'], cpu: ['x64'], libc: ['musl'] }`. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-')
  const os = words.map((word) => OS[word]).find(Boolean)
  const cpu = words.find((word) => CPUS.includes(word))
  const libc = words.map((word) => LIBC[word]).find(Boolean)
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) }
}

/** Where Node would look for `name` when the package at `folder` asks for it, nearest first. */
function candidates(folder, name) {
  const found = []
  for (let at = folder; at; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) found.push(`${at}/node_modules/${name}`)
  return [...found, `node_modules/${name}`]
}

/**
 * The entries that are missing, by path in the lock file. Only exact versions can be added; a range that npm could not
 * resolve throws, because guessing a version would be worse than failing here.
 */
export function missingEntries(lock) {
  const missing = {}
  for (const [folder, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = candidates(folder, name)
        .map((path) => lock.packages[path] ?? missing[path])
        .find(Boolean)
      if (found && (found.version === version || !isExact(version))) continue
      if (!isExact(version))
        throw new Error(`${folder || 'package.json'} wants ${name}@${version}: not an exact version, repair it by hand`)
      const path = found ? `${folder}/node_modules/${name}` : `node_modules/${name}`
      missing[path] = { version, ...(entry.dev && { dev: true }), optional: true, ...platformOf(name) }
    }
  }
  return missing
}

const isExact = (version) => /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)

function main() {
  const file = new URL('../package-lock.json', import.meta.url)
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingEntries(lock)
  const names = Object.keys(missing)
  if (process.argv.includes('--check')) {
    if (names.length > 0)
      console.error(`package-lock.json lacks ${names.length} entries; run: node tools/lock-repair.mjs\n  ${names.join('\n  ')}`)
    process.exit(names.length > 0 ? 1 : 0)
  }
  lock.packages = Object.fromEntries(Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  if (names.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`package-lock.json: ${names.length} entries added`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main()
