/**
 * Loads the built program, with V8's compiled code of the last run when there is some: compiling four megabytes of source is the
 * longest part of a start. The code lies beside the program it belongs to, which is replaced whole by each build, under the
 * version of V8 that made it. It is written on leaving, so that it holds what a start needs, unless the program was built anew in
 * between: V8 compares no more than the length of the source, and would run the old program.
 *
 * Where the folder cannot be written, as in an image, starts are only slower.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'

const SERVER = fileURLToPath(new URL('../dist/server/', import.meta.url))
const CODE = join(SERVER, 'compiled', `${process.versions.v8}-${process.arch}`)

// Node has it from version 21 on. Without it the driver of PostgreSQL makes a Response to find out whether this is Cloudflare, and
// for that Node reads all of fetch at each start.
globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split('.')[0]}` }

/** Runs `pitcrew` with the arguments of this process. `keep` writes the compiled code when the process ends by itself. */
export function runProgram({ keep }) {
  /** @type {{ script: Script, file: string }[]} */
  const fresh = []
  const built = builtAt()
  const require = createRequire(import.meta.url)
  Module._extensions['.cjs'] = (module, filename) => {
    if (dirname(filename) + '/' !== SERVER) return Module._extensions['.js'](module, filename)
    const file = join(CODE, `${basename(filename)}.code`)
    const cachedData = existsSync(file) ? readFileSync(file) : undefined
    // The build writes ASCII alone, so that nothing needs decoding and V8 keeps one byte a sign.
    const script = new Script(Module.wrap(readFileSync(filename, 'latin1')), { filename, cachedData })
    if (!cachedData || script.cachedDataRejected) fresh.push({ script, file })
    script.runInThisContext().call(module.exports, module.exports, createRequire(filename), module, filename, dirname(filename))
  }
  if (keep) process.once('exit', () => (builtAt() === built ? write(fresh) : undefined))
  require('../dist/server/main.cjs')
}

/** Undefined while a build is put in place. */
function builtAt() {
  return statSync(join(SERVER, 'main.cjs'), { throwIfNoEntry: false })?.mtimeMs
}

function write(fresh) {
  try {
    mkdirSync(CODE, { recursive: true })
    for (const { script, file } of fresh) {
      const half = `${file}.${process.pid}`
      writeFileSync(half, script.createCachedData())
      renameSync(half, file)
    }
  } catch {
    // The next start is as slow as this one was.
  }
}
