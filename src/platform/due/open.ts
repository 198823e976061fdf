/**
 * The due table at work. A row falls in the transaction that removes it, so it falls once; a handler that fails leaves its row,
 * which is tried again later and later but for ever, because a promise was made.
 *
 * The loop looks each second: one look-up in an index, cheaper than the messages that would spare it.
 */
import { HOUR_MS, later, SECOND_MS, type Instant } from '#kit/time.ts'
import { invariant } from '#kit/fault.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { openLoop } from '../loop.ts'
import type { DueKind } from '../module.ts'
import { isUnavailable } from '../pg/failures.ts'
import type { Work } from '../work.ts'
import type { Due } from './due.ts'
import { claimDue, deleteDue, findLate, postponeDue, upsertDue, type DueRow } from './store/rows.ts'

const EVERY_MS = SECOND_MS
/** A handler that sets its own row due at once would keep a sweep going for ever. */
const SWEEP_ROWS_MAX = 10_000
const TRY_FIRST_MS = 5 * SECOND_MS
const TRY_LAST_MS = HOUR_MS
const ERROR_CHARACTERS_MAX = 2_000

export interface DueOptions {
  readonly work: Work
  readonly clock: Clock
  readonly logger: Logger
}

export interface OpenedDue extends Due {
  /** Names the handlers; rows of other kinds wait for a node that knows them. */
  declare(kinds: readonly DueKind[]): void
  /** Sweeps by itself from now on. */
  start(): void
  stop(): Promise<void>
}

/** Handlers are named by `declare`; nothing falls before `start` or a call of `sweep`. */
export function openDue({ work, clock, logger }: DueOptions): OpenedDue {
  let handlers: ReadonlyMap<string, DueKind> = new Map()

  /** Undefined when nothing is due. */
  const fallOne = async (now: Instant): Promise<DueRow | undefined> => {
    let claimed: DueRow | undefined
    try {
      await work.run(async (tx) => {
        claimed = await claimDue(tx, { now, kinds: [...handlers.keys()] })
        if (claimed) await handlers.get(claimed.kind)?.fall(claimed.record, tx)
      })
    } catch (error) {
      if (isUnavailable(error) || !claimed) throw error
      await postpone(claimed, error, now)
    }
    return claimed
  }

  const postpone = async (row: DueRow, error: unknown, now: Instant): Promise<void> => {
    const waitMs = Math.min(TRY_FIRST_MS * 2 ** row.attempts, TRY_LAST_MS)
    const text = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_CHARACTERS_MAX)
    logger.error({ err: error, kind: row.kind, record: row.record, attempts: row.attempts + 1 }, 'what fell due failed; it is tried again')
    await work.run((tx) => postponeDue(tx, { row, error: text, tryAt: later(now, waitMs) }))
  }

  const sweep = async (now: Instant): Promise<number> => {
    for (let fallen = 0; fallen < SWEEP_ROWS_MAX; fallen++) {
      if (!(await fallOne(now))) return fallen
    }
    logger.warn({ rows: SWEEP_ROWS_MAX }, 'a sweep of due rows was cut; the next one goes on')
    return SWEEP_ROWS_MAX
  }

  const loop = openLoop({ name: 'due', everyMs: EVERY_MS, gapMs: EVERY_MS, logger, run: async () => void (await sweep(clock.now())) })

  return {
    declare: (kinds) => {
      handlers = new Map(kinds.map((of) => [of.kind, of]))
      invariant(handlers.size === kinds.length, 'every due kind has one handler')
    },
    start: () => loop.start(),
    stop: () => loop.stop(),
    set: upsertDue,
    clear: deleteDue,
    sweep,
    late: (limit) => work.read((tx) => findLate(tx, limit)),
  }
}
