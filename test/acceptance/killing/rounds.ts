/**
 * The real program, killed over and over while scripts write to it. One round kills each kind of process once, in an order and at
 * moments drawn from a seed; after each kill the program must be back by itself, and after each round everything must be true.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { randomFrom } from '#kit/random.ts'
import { orphansOf } from '#test/support/processes.ts'
import { freePort } from '#test/support/free-port.ts'
import { pitcrew, prepareProgram, startServer, type RunningServer, type Settings } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { OWNER, script, setUp, type Visitor } from '#test/support/visitor.ts'
import { checkEverything } from './checks.ts'
import { CALM_MS_MAX, find, kill, VICTIMS, type Victim } from './victims.ts'
import { Writers } from './writers.ts'

/** The generator takes 32 bits. */
export const SEED_MAX = 2 ** 31

const WRITERS = 6
/** From the kill to a service that is whole again; on a quiet machine it is a second or two. */
const BACK_WITHIN_MS = 180_000
const ORPHANS_GONE_WITHIN_MS = 90_000
/** Acknowledged changes that are sent once more after each round. */
const REPEATED = 10
/** A claim that a dead process left is free after a minute. */
const SETTLED_WITHIN_MS = 75_000

export interface Rounds {
  readonly rounds: number
  readonly seed: number
  /** Also waits until every change that was asked for has its answer, a good minute. */
  readonly settle: boolean
}

export interface KillReport {
  readonly acknowledged: number
  readonly refusedMeanwhile: number
  readonly answersLost: number
  readonly longestAnswerMs: number
  /** From kill to service again, for each kill. */
  readonly backMs: Readonly<Record<Victim, readonly number[]>>
}

/** Fails at the first thing that does not hold. */
export async function killRounds(options: Rounds): Promise<KillReport> {
  prepareProgram()
  const killing = new Killing(options)
  try {
    await killing.begin()
    for (let round = 0; round < options.rounds; round++) await killing.round()
    await killing.end()
  } catch (error) {
    process.stdout.write(`${killing.errorLines().join('\n')}\n`)
    throw error
  }
  return killing.report()
}

class Killing {
  readonly #options: Rounds
  readonly #random: () => number
  readonly #folder = scratchFolder()
  readonly #backMs: Record<Victim, number[]> = { postmaster: [], backend: [], clickhouse: [], guard: [], server: [] }
  #settings: Settings = { PITCREW_DATA: this.#folder }
  readonly #servers: RunningServer[] = []
  #writers!: Writers
  #auditor!: Visitor
  #serverIsDead = false

  constructor(options: Rounds) {
    this.#options = options
    this.#random = randomFrom(options.seed)
  }

  get #server(): RunningServer {
    const latest = this.#servers.at(-1)
    if (latest === undefined) throw new Error('no server was started')
    return latest
  }

  async begin(): Promise<void> {
    this.#settings = { ...this.#settings, PORT: String(await freePort()) }
    this.#servers.push(await startServer(this.#settings))
    await setUp(this.#server)
    const keys = await Promise.all(Array.from({ length: WRITERS }, (_, n) => this.#makeKey(`Writer ${n}`)))
    const visitors = keys.map((key) => script(this.#server, key))
    this.#auditor = script(this.#server, await this.#makeKey('Auditor'))
    this.#writers = new Writers(visitors, () => this.#serverIsDead || this.#server.isOver())
  }

  /** Kills each kind of process once, then lets everything settle and looks. */
  async round(): Promise<void> {
    this.#writers.start()
    for (const victim of shuffled(VICTIMS, this.#random)) {
      await this.#startJob()
      await this.#killOne(victim)
    }
    await this.#writers.stop()
    await this.#jobsRun()
    const { acknowledged } = this.#writers
    for (let n = 0; n < REPEATED; n++) {
      const write = acknowledged[Math.floor(this.#random() * acknowledged.length)]
      if (write !== undefined) await this.#writers.repeat(write)
    }
    await checkEverything(this.#folder, this.#writers)
  }

  async end(): Promise<void> {
    if (this.#options.settle) {
      await this.#writers.settle(SETTLED_WITHIN_MS)
      expect(this.#writers.unsettled.map(({ name }) => name)).toEqual([])
    }
    await checkEverything(this.#folder, this.#writers)
    expect((await this.#server.stop()).code).toBe(0)
    expect(orphansOf(this.#folder, 0)).toEqual([])
  }

  /** What the program itself called an error, oldest first. */
  errorLines(): readonly string[] {
    return this.#servers.flatMap(({ stdout, stderr }) => [
      ...stdout.split('\n').filter((line) => line.startsWith('{"level":"error"')),
      stderr,
    ])
  }

  report(): KillReport {
    const { acknowledged, refused, writes, longestAnswerMs } = this.#writers
    const answersLost = writes.filter((write) => write.answerLost).length
    const rest = { refusedMeanwhile: refused, answersLost, longestAnswerMs: Math.round(longestAnswerMs), backMs: this.#backMs }
    return { acknowledged: acknowledged.length, ...rest }
  }

  async #killOne(victim: Victim): Promise<void> {
    await wait(this.#random() * CALM_MS_MAX)
    const beganMs = performance.now()
    if (victim === 'server') this.#serverIsDead = true
    const dead = kill(victim, this.#folder, this.#random)
    if (victim === 'server') await this.#startAgain()
    await this.#until(`another ${victim}`, () => this.#isReplaced(victim, dead))
    await this.#until(`the service after the kill of the ${victim}`, () => this.#isReady())
    const before = this.#writers.acknowledged.length
    await this.#until('a change that is acknowledged', () => this.#writers.acknowledged.length > before)
    this.#backMs[victim].push(Math.round(performance.now() - beganMs))
    const orphans = () => orphansOf(this.#folder, this.#server.pid)
    await until(() => orphans().length === 0, { withinMs: ORPHANS_GONE_WITHIN_MS }).catch(() => expect(orphans()).toEqual([]))
  }

  async #startAgain(): Promise<void> {
    await this.#server.ended()
    this.#servers.push(await startServer(this.#settings))
    this.#serverIsDead = false
  }

  #isReplaced(victim: Victim, dead: readonly number[]): boolean {
    const living = find(victim, this.#folder)
    return living.length > 0 && living.every(({ pid }) => !dead.includes(pid))
  }

  /** Answers 200, or 503 with Retry-After; anything else is a fault. */
  async #isReady(): Promise<boolean> {
    const answer = await fetch(`${this.#server.url}/health/ready`)
    const isRefusal = answer.status === 503 && Number(answer.headers.get('retry-after')) > 0
    if (answer.status !== 200 && !isRefusal) this.#writers.faults.push(`/health/ready answered ${answer.status}`)
    return answer.status === 200
  }

  /** One that reads the whole log, so that a kill meets it at work; a refusal is the writers' business. */
  async #startJob(): Promise<void> {
    await this.#auditor.send('POST', '/audit/verifications').catch(() => undefined)
  }

  /** What was cut off is taken up again, and passes. */
  async #jobsRun(): Promise<void> {
    await this.#until('a verification of the log that passes', async () => {
      const { id } = await this.#auditor.ask('POST', '/audit/verifications')
      await this.#until('its end', async () => (await this.#auditor.ask('GET', `/audit/verifications/${id}`)).state !== 'running')
      return (await this.#auditor.ask('GET', `/audit/verifications/${id}`)).state === 'passed'
    })
  }

  /** Fails at once when the server ends by itself. */
  async #until(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
    const server = this.#server
    await until(async () => server.isOver() || (await ask()), { withinMs: BACK_WITHIN_MS, what })
    if (server.isOver()) throw new Error(`the server ended by itself: ${server.stderr}`)
  }

  async #makeKey(name: string): Promise<string> {
    const { code, stdout, stderr } = await pitcrew(['api-key', OWNER.email, '--name', name], this.#settings)
    if (code !== 0) throw new Error(stderr)
    return stdout.trim()
  }
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** The report in a few lines, for whoever reads the test's output. */
export function tell({ seed, rounds }: Rounds, { backMs, ...report }: KillReport): string {
  const times = Object.entries(backMs).map(([victim, all]) => {
    const sorted = all.toSorted((a, b) => a - b)
    return `${victim} median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms`
  })
  const head = `${rounds} rounds, seed ${seed}: ${report.acknowledged} changes acknowledged and kept, ${report.refusedMeanwhile} refused with 503, `
  const tail = `${report.answersLost} answers lost, longest answer ${report.longestAnswerMs} ms`
  return [head + tail, 'from kill to service again:', ...times.map((line) => `  ${line}`)].join('\n')
}
