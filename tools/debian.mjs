/**
 * Gets a program out of a Debian package for tests with real clients, without installing it: an installed one if there is one,
 * otherwise the package is downloaded and unpacked into `.cache/debian`. No rights are needed and nothing is started.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const CACHE = fileURLToPath(new URL('../.cache/debian', import.meta.url))

/**
 * `{ path }`, with the `folder` it was unpacked to unless it is installed, or `{ missing }` with the reason in one sentence, by which a
 * test names why it was skipped. `program` is where the package has it; `also` are packages without which it does not start.
 *
 * @param {string} name
 * @param {{ program?: string, also?: string[] }} of
 * @returns {{ path?: string, folder?: string, missing?: string }}
 */
export function findDebianProgram(name, { program = `usr/bin/${name}`, also = [] } = {}) {
  const installed = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, basename(program)))
  const folder = join(CACHE, name)
  const unpacked = join(folder, program)
  const found = installed.find((path) => existsSync(path))
  if (found) return { path: found }
  if (existsSync(unpacked)) return { path: unpacked, folder }
  if (!existsSync('/usr/bin/apt-get')) return { missing: `${name} is not installed and this is no Debian` }
  try {
    unpack(name, also)
    return { path: unpacked, folder }
  } catch (error) {
    return { missing: `${name} is not installed and apt-get could not download it: ${String(error.stderr ?? error.message).trim()}` }
  }
}

/** Into a folder of our own, renamed when whole, so that an interruption or a second run at once does no harm. */
function unpack(name, also) {
  const work = join(CACHE, `${name}.${process.pid}`)
  mkdirSync(work, { recursive: true })
  try {
    const options = { cwd: work, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' }
    execFileSync('apt-get', ['download', name, ...also], options)
    for (const archive of readdirSync(work)) execFileSync('dpkg-deb', ['-x', archive, '.'], options)
    if (!existsSync(join(CACHE, name))) renameSync(work, join(CACHE, name))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
