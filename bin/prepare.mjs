/**
 * Makes the checkout ready to run: packages installed, program built, each only when it is not. Plain JavaScript without
 * dependencies, because it runs before there are any. A finished checkout costs two file comparisons, some 20 ms.
 *
 * An interruption is harmless: npm writes node_modules/.package-lock.json last, and the build is renamed into place whole.
 * Does not start anything; see start.mjs.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const at = (...parts) => join(ROOT, ...parts)

const PROGRESS_EVERY_MS = 5_000
const OUTPUT_KEPT_CHARS = 4_000
// A slow line needs minutes for the packages; past this the other start is stuck rather than slow.
const LOCK_WAIT_MS_MAX = 15 * 60_000
const LOCK_POLL_MS = 300

/** Installs and builds what is missing or stale, telling about it on stderr. Throws an Error whose message is for the user. */
export async function prepare() {
  requireNode()
  if (missing().length === 0) return
  await alone(async () => {
    const steps = missing()
    for (const [index, step] of steps.entries()) await step(`Step ${index + 1} of ${steps.length}`)
  })
}

/** Ends the process with the sentence that `prepare` threw. */
export function giveUp(error) {
  say(error.message)
  process.exit(1)
}

function requireNode() {
  const wanted = JSON.parse(readFileSync(at('package.json'), 'utf8')).engines.node.replace('>=', '')
  const [major, minor] = wanted.split('.').map(Number)
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number)
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return
  throw new Error(`Pitcrew needs Node ${major}.${minor} or newer; this is Node ${process.versions.node} (${process.execPath}).`)
}

/** What has to be done, in order. New packages may build another program, so an installation is followed by a build. */
function missing() {
  if (!isInstalled()) return [install, build]
  return isBuilt() ? [] : [build]
}

/**
 * Whether node_modules holds what package-lock.json asks for: each package that is not for other platforms, in its version.
 * npm's own record is compared, so an `npm install` by hand counts too.
 */
function isInstalled() {
  const record = at('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path]?.version ?? (optional && version)) === version,
  )
}

function isBuilt() {
  const stamp = at('dist', 'stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceStamp()
}

/** Names, sizes and times of all sources, a line each; tests do not count. No digest of them: only to read node:crypto takes longer. */
function sourceStamp() {
  const own = readdirSync(ROOT).filter((name) => name.endsWith('.config.ts'))
  const paths = [...own, 'package-lock.json', 'package.json', 'tools/build.ts', ...sourcesBelow('src')]
  const lines = paths.map((path) => {
    // Whole seconds, because images and archives keep no more.
    const { size, mtimeMs } = statSync(ROOT + path)
    return `${path} ${size} ${Math.floor(mtimeMs / 1_000)}`
  })
  return lines.toSorted().join('\n')
}

function sourcesBelow(folder) {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sourcesBelow(path)
    return entry.isFile() && !/\.(test\.tsx?|md)$/.test(path) ? [path] : []
  })
}

async function install(step) {
  // Whatever the user's npm leaves out by habit, building and the stores need.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const title = `${step}: installing packages (1 GB on disk; half a minute on a fast line)`
  let result = await run(title, 'npm', args)
  if (result.code !== 0 && /EACCES|EROFS|EPERM/.test(result.output)) {
    result = await run(`${step}: trying again with a cache of our own, because npm's is not writable`, 'npm', [
      ...args,
      '--cache',
      at('.cache', 'npm'),
    ])
  }
  if (result.code === 0) return
  throw new Error(
    `The packages could not be installed. npm said:\n${result.output}\nMend what it names and start again; what was done so far does no harm.`,
  )
}

async function build(step) {
  const stamp = sourceStamp()
  const next = at('dist.next')
  rmSync(next, { recursive: true, force: true })
  const result = await run(`${step}: building the program`, process.execPath, ['--import', 'tsx', at('tools', 'build.ts'), next])
  if (result.code !== 0) throw new Error(`The build failed:\n${result.output}`)
  writeFileSync(join(next, 'stamp'), stamp)
  rmSync(at('dist'), { recursive: true, force: true })
  renameSync(next, at('dist'))
}

/** Runs a command, says every few seconds that it still does, and gives back its exit code and the end of its output. */
async function run(title, command, args) {
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  say(`${title} …`)
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const ticking = setInterval(() => say(`  still at it after ${seconds()} s`), PROGRESS_EVERY_MS)
  const stop = (signal, number) => child.kill(signal) && process.exit(128 + number)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-OUTPUT_KEPT_CHARS)))
  }
  const code = await new Promise((resolve) => {
    child.once('close', resolve)
    child.once('error', (error) => resolve((output += String(error)) && 1))
  })
  clearInterval(ticking)
  process.off('SIGINT', stop).off('SIGTERM', stop)
  if (code === 0) say(`  done after ${seconds()} s`)
  return { code, output: output.trim() }
}

/** Only one process at a time installs or builds in this folder; others wait for it. */
async function alone(body) {
  mkdirSync(at('.cache'), { recursive: true })
  const home = process.cwd()
  // A socket's path may have 107 bytes; a relative one fits wherever the checkout lies.
  process.chdir(ROOT)
  const lock = await bindLock()
  process.chdir(home)
  try {
    await body()
  } finally {
    lock.close()
  }
}

/** A bound unix socket is a lock that a killed process cannot leave behind: nobody answers on its file. */
async function bindLock() {
  const path = join('.cache', 'prepare.sock')
  for (let waitedMs = 0; waitedMs < LOCK_WAIT_MS_MAX; waitedMs += LOCK_POLL_MS) {
    const server = createServer()
    const refused = await outcome(server.listen(path), 'listening')
    if (!refused) return server.unref()
    if (refused.code !== 'EADDRINUSE') throw new Error(`This folder cannot be prepared: ${refused.message}`)
    const nobodyThere = await outcome(connect(path).unref(), 'connect')
    if (nobodyThere) rmSync(path, { force: true })
    else await sleep(LOCK_POLL_MS)
    if (!nobodyThere && waitedMs === 0) say('Another start is preparing this folder; waiting for it …')
  }
  throw new Error('Another start has been preparing this folder for a quarter of an hour. End it and start again.')
}

/** Undefined when the event came, otherwise the error that came instead. */
const outcome = (emitter, event) =>
  new Promise((resolve) => {
    emitter.once(event, () => resolve(undefined)).once('error', resolve)
  })

function say(line) {
  process.stderr.write(`${line}\n`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await prepare().catch(giveUp)
