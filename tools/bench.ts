/**
 * `npm run bench [name]`: runs every bench/*.ts, or those whose name contains the word. Each measures one promise, prints one
 * line of JSON per figure and exits with 1 when it misses its budget; the lines are appended to bench/results/<name>.jsonl with
 * the machine and the commit, and are committed, so that a promise can be followed through time.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { basename } from 'node:path'
import process from 'node:process'
import type { Figure } from '../bench/support/report.ts'

const wanted = process.argv[2] ?? ''
const benches = readdirSync('bench').filter((name) => name.endsWith('.ts') && name.includes(wanted))
const machine = { node: process.versions.node, cpus: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), commit: commit() }

const missed = benches.filter((file) => !meetsBudget(file))
console.log(
  `${benches.length - missed.length} of ${benches.length} benches within budget${missed.length > 0 ? `; not: ${missed.join(', ')}` : ''}`,
)
process.exit(missed.length > 0 ? 1 : 0)

function meetsBudget(file: string): boolean {
  console.log(`— ${file}`)
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', `bench/${file}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  const figures = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Figure)
  mkdirSync('bench/results', { recursive: true })
  for (const figure of figures) {
    const { figure: name, value, unit, budget, budgetIs } = figure
    console.log(`  ${name}: ${value} ${unit} (${budgetIs} ${budget})`)
    appendFileSync(
      `bench/results/${basename(file, '.ts')}.jsonl`,
      `${JSON.stringify({ at: new Date().toISOString(), ...figure, ...machine })}\n`,
    )
  }
  const within = figures.every(({ value, budget, budgetIs }) => (budgetIs === 'maximum' ? value <= budget : value >= budget))
  return status === 0 && figures.length > 0 && within
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}
