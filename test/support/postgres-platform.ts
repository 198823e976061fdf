/**
 * The platform of parts that keep everything in PostgreSQL, on a database of its own: real transactions, event log, due table and
 * secrets, a mail queue, a simulated clock. ClickHouse is away, and nothing runs in the background: `log.settle()` seals and reacts,
 * `mail.now()` hands over.
 */
import { randomBytes } from 'node:crypto'
import { afterAll } from 'vitest'
import { common, Fault, invariant } from '#kit/fault.ts'
import { instant, type Instant } from '#kit/time.ts'
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { SimulatedClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config/read.ts'
import { openDue, type OpenedDue } from '#platform/due/open.ts'
import { openEgress } from '#platform/egress/open.ts'
import { openMail, type OpenedMail } from '#platform/mail/open.ts'
import { openJobs, type OpenedJobs } from '#platform/jobs/open.ts'
import { openLive, type OpenedLive } from '#platform/live/open.ts'
import { openLog, type OpenedLog } from '#platform/log/open.ts'
import type { PersonKeys } from '#platform/log/personkeys.ts'
import { openListen } from '#platform/pg/listen.ts'
import type { Platform } from '#platform/platform.ts'
import { secretsUnder } from '#platform/secrets/open.ts'
import type { EventKind } from '#kit/event.ts'
import { testLogger, testMetrics } from './quiet.ts'
import { testDatabase } from './stores.ts'

export type PostgresPlatform = Pick<Platform, 'config' | 'logger' | 'work' | 'secrets' | 'metrics' | 'egress' | 'clickhouse'> & {
  readonly clock: SimulatedClock
  readonly due: OpenedDue
  readonly log: OpenedLog
  readonly jobs: OpenedJobs
  readonly mail: OpenedMail
  readonly live: OpenedLive
}

export interface PostgresPlatformOptions {
  readonly now?: Instant
  readonly events: readonly EventKind[]
  readonly personKeys: (of: Pick<Platform, 'secrets' | 'clock'>) => PersonKeys
}

/** Call it in a test file's outermost scope or in a hook. */
export async function postgresPlatform({ now, events, personKeys }: PostgresPlatformOptions): Promise<PostgresPlatform> {
  const { pg, work } = await testDatabase()
  const clock = new SimulatedClock(now ?? instant('2026-11-21T10:00:00Z'))
  const [logger, metrics, secrets] = [testLogger, testMetrics(), secretsUnder([randomBytes(32)])]
  const due = openDue({ work, clock, logger })
  const listen = openListen({ pg, logger })
  const keys = personKeys({ secrets, clock })
  const log = openLog({ pg, work, listen, clickhouse: clickhouseAway, secrets, personKeys: keys, due, clock, logger, metrics })
  log.declare({ events, reactions: [] })
  const configured = readConfig({}, '/')
  invariant(configured.ok, 'the defaults are a whole configuration')
  const jobs = openJobs({ pg, work, logger, metrics, concurrency: 2 })
  const { config } = configured
  const egress = openEgress({ config, logger, metrics })
  const mail = openMail({ pg, work, listen, clock, config, logger, metrics, secrets, egress })
  afterAll(() => mail.stop())
  return {
    config,
    logger,
    work,
    due,
    secrets,
    metrics,
    egress,
    clickhouse: clickhouseAway,
    clock,
    log,
    jobs,
    mail,
    live: openLive({ listen, work, logger }),
  }
}

const away = async (): Promise<never> => {
  throw new Fault(common.store_unavailable)
}
const clickhouseAway: ClickHouse = { query: away, queryNative: away, insertNative: away, command: away, ping: async () => false }
