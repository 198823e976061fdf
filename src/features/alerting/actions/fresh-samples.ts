/**
 * Wakes the look at rules that read more than the sample which came, as soon as such samples can be read: every node that hears some
 * hands them to the store at once and tells the node whose turn it is.
 */
import { intakeOf } from '#features/telemetry/public.ts'
import { openLoop, type Loop } from '#platform/loop.ts'
import type { Platform } from '#platform/platform.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import type { Rule } from '../domain/rule.ts'
import { questionOf, type Aggregating } from './aggregating.ts'

type Needs = Pick<Platform, 'clock' | 'config' | 'live' | 'logger'>

/** Samples of one scrape come within it, and are kept and looked at together. */
const GATHER_MS = 100
const FRESH_TOPIC = 'alerting.fresh'
/** What is told at once; a message to other nodes is short, and what is left out is looked at when its time comes. */
const TOLD_BYTES_MAX = 6_000

export class FreshSamples {
  /** Looks at what is new; started by whoever listens. */
  readonly loop: Loop
  readonly #platform: Needs
  readonly #aggregating: Aggregating
  readonly #came = new Set<string>()
  /** Whether this node takes part in looking, and whether there is a reason to look now. */
  #isLooking = false
  #isDue = false

  constructor(platform: Needs, aggregating: Aggregating) {
    this.#platform = platform
    this.#aggregating = aggregating
    const { logger } = platform
    this.loop = openLoop({ name: 'alerting.fresh', everyMs: Infinity, gapMs: GATHER_MS, logger, run: () => this.#run() })
    platform.live.subscribe(({ topic, data }) => {
      if (topic === FRESH_TOPIC) this.#hear(data['questions'] as readonly string[])
    })
  }

  /** A sample came that these rules read. */
  came(environmentId: string, rules: readonly Rule[]): void {
    for (const rule of rules) this.#came.add(questionOf(rule, environmentId) ?? '')
    this.loop.wake()
  }

  /** What falls due without samples; only nodes that work ask for it. */
  look(): Promise<void> {
    this.#isLooking = true
    this.#isDue = true
    return this.loop.now()
  }

  #hear(questions: readonly string[]): void {
    this.#aggregating.refresh(questions)
    this.#isDue = true
    this.loop.wake()
  }

  async #run(): Promise<void> {
    const questions = [...this.#came]
    this.#came.clear()
    if (questions.length > 0) {
      await intakeOf(this.#platform).keepNow()
      this.#aggregating.refresh(questions)
    }
    const isDue = this.#isDue || questions.length > 0
    this.#isDue = false
    if (isDue && this.#isLooking) await this.#aggregating.turn()
    // Only now is it known whose turn it is; a node that told itself would look once more for nothing.
    if (questions.length > 0 && !this.#aggregating.isOurs) this.#tell(questions)
  }

  #tell(questions: readonly string[]): void {
    let bytes = 0
    const told = questions.filter((question) => (bytes += Buffer.byteLength(JSON.stringify(question))) <= TOLD_BYTES_MAX)
    const scope = { clientId: null, applicationId: null, audience: 'internal' } as const
    this.#platform.live.tell({ topic: FRESH_TOPIC, scope, permission: READ_ALERTS, data: { questions: told } })
  }
}
