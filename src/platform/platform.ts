/** What the platform offers to modules. Built once by `app`; handed to each module. Holds no domain. */
import type { Clock } from './clock.ts'
import type { Work } from './work.ts'
import type { Config } from './config/config.ts'
import type { Logger } from './logger.ts'
import type { Due } from './due/due.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { EventLog } from './log/log.ts'
import type { Live } from './live.ts'
import type { Mail } from './mail/mail.ts'
import type { Secrets } from './secrets/secrets.ts'
import type { Egress } from './egress/egress.ts'
import type { FileStore } from './files/files.ts'
import type { Metrics } from './metrics.ts'
import type { ClickHouse } from './clickhouse/client.ts'

export interface Platform {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  readonly work: Work
  readonly clickhouse: ClickHouse
  readonly log: EventLog
  readonly due: Due
  readonly jobs: Jobs
  readonly live: Live
  readonly mail: Mail
  readonly secrets: Secrets
  readonly egress: Egress
  readonly files: FileStore
  readonly metrics: Metrics
}
