/**
 * `npm run check`: what must hold before a commit, in under 90 s. `-- --fix` mends what can be mended without
 * thinking. Every step runs, so that one run names everything that is wrong.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { readImports } from './boundaries/cruise.ts'
import { bundleFault } from './checks/bundle-size.ts'
import { claimFaults } from './checks/claims.ts'
import { commentFaults } from './checks/comments.ts'
import { dependencyFaults } from './checks/dependencies.ts'
import { glossaryFaults } from './checks/glossary.ts'
import { licenceFaults } from './checks/licences.ts'
import { nameFaults } from './checks/names.ts'
import { readmeFaults } from './checks/readmes.ts'
import { command, runSteps, type Step } from './checks/run.ts'
import { secretFaults } from './checks/secrets.ts'
import { sizeFaults } from './checks/sizes.ts'
import { tableFaults } from './checks/tables.ts'
import { readTree } from './checks/tree.ts'
import { staleFiles } from './generate.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
process.chdir(ROOT)

const fix = process.argv.includes('--fix')
const files = readTree(ROOT)
const touched = touchedParts()
const vitest = (name: string, ...args: string[]): Step =>
  command(name, 'node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--passWithNoTests', ...args)

/** Those that use all processors most of the time. */
const WIDE: readonly Step[] = [
  command('format', 'node_modules/oxfmt/bin/oxfmt', ...(fix ? [] : ['--check'])),
  command('lint', 'node_modules/oxlint/bin/oxlint', ...(fix ? ['--fix'] : [])),
  command('types', 'node_modules/typescript-7/bin/tsc', '-p', '.'),
  command('build', 'bin/prepare.mjs'),
  { name: 'first load', faults: () => [bundleFault('dist/console')].filter((fault) => fault !== undefined) },
  vitest('unit tests', '--project', 'unit'),
  ...(touched.length > 0 ? [vitest('touched stores', '--project', 'store', ...touched)] : []),
]

/** Those that use one: they fill the gaps that the others leave. */
const NARROW: readonly Step[] = [
  { name: 'tables', faults: () => tableFaults(files) },
  { name: 'sizes', faults: () => sizeFaults(files, ROOT) },
  { name: 'names', faults: () => nameFaults(files) },
  { name: 'words', faults: () => glossaryFaults(files) },
  { name: 'comments', faults: () => commentFaults(files) },
  { name: 'read-mes', faults: () => readmeFaults(files) },
  { name: 'claims', faults: () => claimFaults(files, ROOT) },
  { name: 'secrets', faults: () => secretFaults(files) },
  { name: 'dependencies', faults: () => dependencyFaults(files) },
  { name: 'licences', faults: () => licenceFaults(ROOT) },
  command('lock file', 'tools/lock-repair.mjs', '--check'),
  { name: 'boundaries', faults: async () => (await readImports(ROOT)).faults },
  command('dead code', 'node_modules/knip/bin/knip.js', '--no-progress'),
  { name: 'generated files', faults: async () => (await staleFiles(ROOT)).map((path) => `${path} is stale: npm run generate`) },
]

// What is being mended must not be read by others meanwhile.
process.exit((await runSteps(fix ? [[...WIDE, ...NARROW]] : [WIDE, NARROW])) ? 0 : 1)

/** Folders of parts with uncommitted changes; without any, those of the last commit. All store tests run in `npm test`. */
function touchedParts(): readonly string[] {
  if (!existsSync('.git')) return []
  const uncommitted = git('status', '--porcelain', '--untracked-files=all').map((line) => line.slice(3))
  const paths = uncommitted.some(Boolean) ? uncommitted : git('show', '--name-only', '--format=', 'HEAD')
  const folders = paths.map((path) => /^src\/(?:core|features|platform)\/[^/]+\//.exec(path)?.[0])
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted()
}

function git(...args: readonly string[]): readonly string[] {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')
}
