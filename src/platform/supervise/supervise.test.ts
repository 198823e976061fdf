import { expect, test } from 'vitest'
import type { Logger } from '../logger.ts'
import { HEALTHY_AFTER_MS } from './backoff.ts'
import { supervise, type Incarnation, type StoreState, type Supervised, type Timing } from './supervise.ts'

/** A child that lives until the test ends it, and time that passes when somebody waits. */
class Stage {
  readonly waits: number[] = []
  readonly states: StoreState[] = []
  readonly said: string[] = []
  started = 0
  /** How many of the next starts fail. */
  failing = 0
  nowMs = 0
  #end: (how: string) => void = () => {}
  #atStart: () => void = () => {}

  readonly timing: Timing = {
    nowMs: () => this.nowMs,
    sleep: async (ms, signal) => {
      if (signal.aborted) throw new Error('aborted')
      if (ms > 0) this.waits.push(ms)
      this.nowMs += ms
    },
  }

  readonly logger: Logger = {
    debug: () => undefined,
    info: (_fields, message) => void this.said.push(message),
    warn: (_fields, message) => void this.said.push(message),
    error: (_fields, message) => void this.said.push(message),
    child: () => this.logger,
  }

  run(): Promise<Supervised<Incarnation>> {
    return supervise({
      name: 'Store',
      start: () => this.#start(),
      logger: this.logger,
      onState: (state) => void this.states.push(state),
      timing: this.timing,
    })
  }

  /** Lets the child die after `livedMs` and resolves when the next one has been started. */
  async die(livedMs = 0): Promise<void> {
    this.nowMs += livedMs
    const next = new Promise<void>((resolve) => (this.#atStart = resolve))
    this.#end('signal SIGKILL')
    await next
    await new Promise(setImmediate)
  }

  async #start(): Promise<Incarnation> {
    if (this.failing > 0) {
      this.failing--
      throw new Error('no memory')
    }
    this.started++
    let end: (how: string) => void = () => {}
    const ended = new Promise<string>((resolve) => (end = resolve))
    this.#end = end
    this.#atStart()
    return { ended, stop: async () => end('exit code 0') }
  }
}

test('a child that dies is started again at once, and says so in one sentence', async () => {
  const stage = new Stage()
  const supervised = await stage.run()
  await stage.die()
  expect(stage.started).toBe(2)
  expect(stage.waits).toEqual([])
  expect(stage.states).toEqual(['running', 'restarting', 'running'])
  expect(stage.said).toEqual(['Store ended by itself (signal SIGKILL); starting it again at once.', 'Store runs again.'])
  await supervised.stop()
})

test('a child that keeps dying is started ever more slowly', async () => {
  const stage = new Stage()
  const supervised = await stage.run()
  for (let i = 0; i < 4; i++) await stage.die(1_000)
  expect(stage.waits).toEqual([500, 1_000, 2_000])
  await supervised.stop()
})

test('a minute of health forgives earlier deaths', async () => {
  const stage = new Stage()
  const supervised = await stage.run()
  for (let i = 0; i < 4; i++) await stage.die(1_000)
  stage.waits.length = 0
  await stage.die(HEALTHY_AFTER_MS)
  expect(stage.waits).toEqual([])
  await supervised.stop()
})

test('starts that fail are repeated with growing waits until one works', async () => {
  const stage = new Stage()
  const supervised = await stage.run()
  stage.failing = 3
  await stage.die()
  expect(stage.waits).toEqual([500, 1_000, 2_000])
  expect(supervised.state()).toBe('running')
  expect(stage.said.filter((words) => words.includes('did not start'))).toHaveLength(3)
  await supervised.stop()
})

test('a first start that fails is told at once and not repeated', async () => {
  const stage = new Stage()
  stage.failing = 1
  await expect(stage.run()).rejects.toThrow('no memory')
  expect(stage.waits).toEqual([])
})

test('after the stop nothing is started again', async () => {
  const stage = new Stage()
  const supervised = await stage.run()
  await supervised.stop()
  expect(supervised.state()).toBe('stopped')
  expect(supervised.current()).toBeUndefined()
  expect(stage.started).toBe(1)
  await supervised.stop()
})

test('a stop during a restart ends the waiting', async () => {
  const stage = new Stage()
  stage.timing.sleep = (_ms, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  const restarting = new Promise<void>((resolve) => {
    stage.logger.warn = () => resolve()
  })
  const supervised = await stage.run()
  void stage.die()
  await restarting
  await supervised.stop()
  expect(stage.started).toBe(1)
  expect(supervised.state()).toBe('stopped')
})
