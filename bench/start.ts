/**
 * Promise: a second start is quick. From the start of the process to 200 from /health/ready, both stores embedded, at most 1 s
 * on a quiet machine. The first start, which makes the stores, is not counted.
 */
import { median, report, say } from './support/report.ts'
import { dataFolder, start } from './support/program.ts'

const ROUNDS = 7
const BUDGET_MS = 1_000

const folder = dataFolder()
try {
  const first = await start(folder.path)
  say(`first start: ${Math.round(first.readyAfterMs)} ms`)
  await first.stop()
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const running = await start(folder.path)
    rounds.push(running.readyAfterMs)
    await running.stop()
  }
  say(`rounds: ${rounds.map(Math.round).join(', ')} ms`)
  report({
    figure: `second start to ready, median of ${ROUNDS}`,
    value: median(rounds),
    unit: 'ms',
    budget: BUDGET_MS,
    budgetIs: 'maximum',
  })
} finally {
  folder.remove()
}
