/**
 * Runs the store tests and prints every named statement that they executed into docs/reports/queries.sql, so that a review sees
 * the SQL and not only what builds it. A part of `npm run generate` only when asked for with `-- --queries`, since it takes
 * minutes; a unit test notices when a statement of the source is missing there.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { queriesText } from './queries-text.ts'

/** The store tests, and the sweep, which calls every route once. */
const VITEST = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  'store',
  '--project',
  'acceptance',
  '--reporter=dot',
  '.store.test.ts',
  'test/acceptance/sweep.test.ts',
]

/** Throws when a test fails: its statements would be missing. */
export function printQueries(root: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'pitcrew-statements-'))
  const { status } = spawnSync(process.execPath, VITEST, {
    cwd: root,
    env: { ...process.env, PITCREW_STATEMENTS: folder },
    stdio: 'inherit',
  })
  const recorded = readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as [string, string[]][])
  rmSync(folder, { recursive: true, force: true })
  if (status !== 0) throw new Error('the list of queries stays as it is, because store tests failed')
  writeFileSync(join(root, 'docs/reports/queries.sql'), queriesText(recorded))
}
