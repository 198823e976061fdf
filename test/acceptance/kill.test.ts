import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { killRounds, SEED_MAX, tell } from './killing/rounds.ts'

const ROUNDS = 2

test(
  `each process of the program, killed ${ROUNDS} times while scripts write: nothing acknowledged is lost or done twice`,
  { timeout: 900_000 },
  async () => {
    const options = { rounds: ROUNDS, seed: randomInt(SEED_MAX), settle: false }
    process.stdout.write(`seed ${options.seed}\n`)
    const report = await killRounds(options)
    process.stdout.write(`${tell(options, report)}\n`)
    expect(report.acknowledged).toBeGreaterThan(0)
  },
)
