/** The long form of kill.test.ts. PITCREW_TEST_KILL_ROUNDS says how often each process is killed, PITCREW_TEST_KILL_SEED when. */
import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { killRounds, SEED_MAX, tell } from './killing/rounds.ts'

const ROUNDS = Number(process.env['PITCREW_TEST_KILL_ROUNDS'] ?? 50)
/** A kill with all its checks takes three to ten seconds. */
const ROUND_WITHIN_MS = 90_000

test(
  `each process of the program, killed ${ROUNDS} times while scripts write: nothing acknowledged is lost or done twice`,
  { timeout: ROUNDS * ROUND_WITHIN_MS + 300_000 },
  async () => {
    const options = { rounds: ROUNDS, seed: Number(process.env['PITCREW_TEST_KILL_SEED'] ?? randomInt(SEED_MAX)), settle: true }
    process.stdout.write(`seed ${options.seed}\n`)
    const report = await killRounds(options)
    process.stdout.write(`${tell(options, report)}\n`)
    expect(report.acknowledged).toBeGreaterThan(0)
  },
)
