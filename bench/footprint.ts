/**
 * Promise: Pitcrew fits beside what it watches. The whole process tree (server, PostgreSQL, ClickHouse) holds at most 500 MB
 * ten minutes after the start, set up and watching itself. `--minutes 2` looks sooner. Also says what it costs at rest.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { dataFolder, setUp, start } from './support/program.ts'
import { cpuSecondsOf, processTree, pssBytesOf } from './support/process-tree.ts'
import { report, say } from './support/report.ts'

const BUDGET_MB = 500
/** What a small host can spare for being watched all day. */
const CPU_BUDGET_SHARE = 0.05

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)

const folder = dataFolder()
const running = await start(folder.path)
try {
  await setUp(running)
  const halfMs = (minutes * 60_000) / 2
  await pause(halfMs)
  const pid = running.child.pid ?? 0
  const before = cpuSecondsOf(processTree(pid))
  await pause(halfMs)
  const tree = processTree(pid)
  for (const { command, pssBytes } of tree) say(`${(pssBytes / 1e6).toFixed(1).padStart(7)} MB  ${command}`)
  report({
    figure: `PSS of the process tree after ${minutes} min`,
    value: pssBytesOf(tree) / 1e6,
    unit: 'MB',
    budget: BUDGET_MB,
    budgetIs: 'maximum',
  })
  const share = (cpuSecondsOf(tree) - before) / (halfMs / 1_000)
  report({
    figure: `processor at rest over ${minutes / 2} min`,
    value: share,
    unit: 'of one',
    budget: CPU_BUDGET_SHARE,
    budgetIs: 'maximum',
  })
} finally {
  await running.stop()
  folder.remove()
}
