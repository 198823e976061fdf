/**
 * `pitcrew agent`: measures this machine for an installation elsewhere. It opens no port and no store, and talks to one address alone. A signal
 * ends it after one last try to send; what is not sent stays on the disk for the next start.
 */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { COLLECT_SECONDS, HostAgent } from '#features/monitoring/public.ts'
import { SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import { lockFolder } from '#platform/datafolder/lock.ts'
import { openEgress } from '#platform/egress/open.ts'
import { openHostReader } from '#platform/host/open.ts'
import { openLogger } from '#platform/logger/open.ts'
import { openLoop } from '#platform/loop.ts'
import { openMetrics } from '#platform/metrics.ts'
import { StartFault } from '#platform/start-fault.ts'
import { addressOf, keyOf } from './remote.ts'

export interface AgentCommand {
  readonly url: string
  readonly key?: string
  readonly keyFile?: string
  readonly data: string
}

const EVERY_MS = COLLECT_SECONDS * SECOND_MS

export async function agent(options: AgentCommand): Promise<void> {
  const [url, key] = [addressOf(options.url), keyOf(options, 'the write-only key of the environment')]
  fs.mkdirSync(options.data, { recursive: true, mode: 0o700 })
  const data = fs.realpathSync(options.data)
  const lock = await lockFolder(data)
  if ('heldBy' in lock) throw new StartFault(`Another agent (process ${lock.heldBy}) works in ${data}.`)
  const logger = openLogger('info', { pretty: process.stdout.isTTY })
  const egress = openEgress({ config: { egressAllow: [] }, logger, metrics: openMetrics() })
  const folder = path.join(data, 'figures')
  const host = await HostAgent.open({ clock: systemClock, egress, logger }, { url, key, folder, readHost: openHostReader(data) })
  const loops = [
    openLoop({ name: 'agent.collect', everyMs: EVERY_MS, gapMs: 0, logger, run: () => host.collect() }),
    openLoop({ name: 'agent.deliver', everyMs: EVERY_MS, gapMs: 0, logger, run: () => host.deliver() }),
  ]
  for (const loop of loops) loop.start()
  logger.info({ url, data }, 'measures this machine')
  await signalled()
  for (const loop of loops) await loop.stop()
  await host.deliver()
  await lock.release()
  logger.info({}, 'stopped')
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}
