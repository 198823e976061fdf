/**
 * `npm test`: installs what the tests need, runs them, names what was skipped, and ends with the line
 * `N passed, N failed`. `--full` adds the long ones. Further arguments go to vitest.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../tools/browser.mjs'
import { prepare } from './prepare.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const RESULTS = fileURLToPath(new URL('../.cache/test-results.json', import.meta.url))

try {
  await prepare()
  // Found or fetched now, so that no test waits for it; the tests find it again on the disk.
  await findBrowser()
} catch (error) {
  console.log(`${error.message}\n0 passed, 1 failed`)
  process.exit(1)
}

const full = process.argv.includes('--full')
const projects = ['unit', 'store', 'acceptance', 'browser', ...(full ? ['full'] : [])]
const code = await vitest([
  ...projects.flatMap((name) => ['--project', name]),
  ...process.argv.slice(2).filter((argument) => argument !== '--full'),
])
report(code)

/** Resolves to vitest's exit code; null when a signal ended it. */
function vitest(args) {
  rmSync(RESULTS, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`]
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], { cwd: ROOT, stdio: 'inherit' })
  return new Promise((resolve) => {
    child.once('close', resolve)
  })
}

/** Says what was skipped and what happened; a run that broke off without a failed test counts as one failure. */
function report(code) {
  const files = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')).testResults : []
  const tests = files.flatMap((file) => file.assertionResults)
  const skipped = tests.filter((test) => ['skipped', 'pending', 'todo'].includes(test.status))
  const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
  const passed = tests.filter((test) => test.status === 'passed').length
  const failed = tests.filter((test) => test.status === 'failed').length + broken.length
  for (const test of skipped) console.log(`skipped: ${test.fullName}`)
  for (const file of broken) console.log(`did not run: ${file.name.slice(ROOT.length)}`)
  if (code !== 0 && failed === 0) console.log(`vitest ended with ${code ?? 'a signal'} without a failed test`)
  const failures = failed === 0 && (code !== 0 || passed === 0) ? 1 : failed
  console.log(`${passed} passed, ${failures} failed`)
  process.exitCode = failures > 0 ? 1 : 0
}
