/** What the settings page, `doctor` and the first screen say about this process and its stores. */
import { statfs } from 'node:fs/promises'
import os from 'node:os'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import type { OperationFacts, StoreFacts } from '#core/operation/public.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Pg } from '#platform/pg/pool.ts'
import type { Module } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { OpenedLog } from '#platform/log/open.ts'
import type { ClockComparison } from './clock-skew.ts'
import type { StoreName, Stores } from './stores.ts'
import { version } from './version.ts'

/** A store that takes longer for nothing is as good as away. */
const ANSWER_TIMEOUT_MS = SECOND_MS

export interface FactsOptions {
  readonly platform: Platform & { readonly log: OpenedLog }
  readonly stores: Stores
  readonly pg: Pg
  readonly clocks: ClockComparison
  /** All but operation itself. */
  readonly modules: readonly Module[]
}

export function operationFacts({ platform, stores, pg, clocks, modules }: FactsOptions): OperationFacts {
  const startedAt = platform.clock.now()
  const ask: Readonly<Record<StoreName, () => Promise<string>>> = {
    postgresql: async () => String((await pg.pool.query<{ v: string }>("select current_setting('server_version') as v")).rows[0]?.v),
    clickhouse: async () => {
      const rows = await platform.clickhouse.query<{ v: string }>({
        name: 'operation.readVersion',
        sql: 'select version() as v',
        timeoutMs: ANSWER_TIMEOUT_MS,
      })
      return String(rows[0]?.v)
    },
  }
  const factsOf = async (name: StoreName): Promise<StoreFacts> => {
    const base = { name, embedded: stores.embedded[name], restarts: stores.restarts(name) }
    const beganMs = performance.now()
    const answer = await withinTime(ask[name]())
    if (answer === undefined) return { ...base, state: 'down', version: null, answerMs: null }
    return { ...base, state: 'up', version: answer, answerMs: Math.round((performance.now() - beganMs) * 10) / 10 }
  }
  return {
    modules,
    nodeName: os.hostname(),
    version,
    startedAt,
    stores: () => Promise.all([factsOf('postgresql'), factsOf('clickhouse')]),
    clockSkewMs: () => clocks.skewMs(),
    disk: () => freeSpace(platform.config.dataFolder),
    memoryBytes: () => process.memoryUsage.rss(),
    unsealed: async () => (await platform.log.standing()).unsealed,
    logReaders: async () => (await platform.log.standing()).readers,
  }
}

/** Undefined when it failed or took too long: both mean "down" here, and the health page says so. */
async function withinTime(answer: Promise<string>): Promise<string | undefined> {
  const late = wait(ANSWER_TIMEOUT_MS, undefined, { ref: false })
  return Promise.race([answer.catch(() => undefined), late])
}

async function freeSpace(folder: string): Promise<{ freeBytes: number; totalBytes: number } | null> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}
