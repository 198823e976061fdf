/** A process that only sends mail, to be killed; its argument is how to reach the database, as JSON. */
import { openEgress } from '../egress/open.ts'
import { systemClock } from '../clock.ts'
import { openMetrics } from '../metrics.ts'
import type { PgConnection } from '../pg/connection.ts'
import { openListen } from '../pg/listen.ts'
import { openPg } from '../pg/pool.ts'
import { openWork } from '../pg/work.ts'
import { secretsUnder } from '../secrets/open.ts'
import { openLogger } from '../logger/open.ts'
import { openMail } from './open.ts'

const connection = JSON.parse(process.argv[2] ?? '') as PgConnection
const logger = openLogger('error', { pretty: false, destination: process.stderr })
const metrics = openMetrics()
const pg = openPg({ connection, poolMax: 8, logger })
const listen = openListen({ pg, logger })
await listen.start()
const mail = openMail({
  pg,
  listen,
  logger,
  metrics,
  clock: systemClock,
  work: openWork({ pg, logger, metrics }),
  config: { publicUrl: 'http://localhost:7700' },
  secrets: secretsUnder([Buffer.alloc(32, 7)]),
  egress: openEgress({ config: { egressAllow: [] }, logger, metrics }),
})
mail.start()
