/** The evaluation of this node: rules, what is known of watches, what listens, what writes. */
import { intakeOf } from '#features/telemetry/public.ts'
import { openLoop } from '#platform/loop.ts'
import type { Platform } from '#platform/platform.ts'
import { RuleBook } from '../access/rule-book.ts'
import { Aggregating } from './aggregating.ts'
import { CatchingUp } from './catching-up.ts'
import { FreshSamples } from './fresh-samples.ts'
import { Listening } from './listening.ts'
import { MissingSamples } from './missing-samples.ts'
import { Watching } from './watching.ts'

export interface Running {
  readonly book: RuleBook
  readonly watching: Watching
  /** Reads what has changed and writes what waits; begins to listen once rules and watches are read. */
  readonly turn: () => Promise<void>
  /** Looks at rules that read more than one sample, on the node whose turn it is. */
  readonly aggregate: () => Promise<void>
  readonly stop: () => Promise<void>
}

type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'due' | 'live' | 'logger' | 'metrics' | 'config' | 'clickhouse'>

export function openRunning(platform: Needs): Running {
  const { logger } = platform
  const refreshing = openLoop({ name: 'alerting.refresh', everyMs: Infinity, gapMs: REFRESH_GAP_MS, logger, run: () => book.refresh() })
  const writing = openLoop({ name: 'alerting.write', everyMs: Infinity, gapMs: 0, logger, run: () => watching.write() })
  const book = new RuleBook(platform, () => refreshing.wake())
  const watching = new Watching(platform, book, () => writing.wake())
  const aggregating = new Aggregating(platform, book, watching)
  const fresh = new FreshSamples(platform, aggregating)
  const listening = new Listening(book, watching, (environmentId, rules) => fresh.came(environmentId, rules))
  const loops = [refreshing, writing, fresh.loop]
  const missing = new MissingSamples(platform, book, watching)
  const catchingUp = new CatchingUp(platform, book, listening)
  let isListening = false
  const turn = async (): Promise<void> => {
    await book.refresh()
    if (!isListening) {
      await watching.load()
      intakeOf(platform).tell(listening)
      for (const loop of loops) loop.start()
      isListening = true
    }
    watching.forgetStale()
    await watching.write()
    await catchingUp.turn()
    await missing.turn()
  }
  const stop = async (): Promise<void> => {
    for (const loop of loops) await loop.stop()
  }
  return { book, watching, turn, aggregate: () => fresh.look(), stop }
}

/** A change of many values is read once. */
const REFRESH_GAP_MS = 20
/** How often a node looks whether something is left to read or to write, in case nothing woke it. */
export const TURN_EVERY_MS = 1_000
/** How often it is looked whether a rule that reads more than one sample is due. */
export const AGGREGATE_EVERY_MS = 250
