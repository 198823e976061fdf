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

export interface AgentCommand {
  readonly url: string
  readonly key?: string
  readonly keyFile?: string
  readonly data: string
}

const EVERY_MS = COLLECT_SECONDS * SECOND_MS

export async function agent(options: AgentCommand): Promise<void> {
  const [url, key] = [addressOf(options.url), keyOf(options)]
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

/** Only encrypted, except to this very machine: the key would otherwise pass in clear. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url?.protocol === 'https:' || isHere) return url?.origin ?? ''
  throw new StartFault('--url must be an address such as https://support.example.com.')
}

function keyOf({ key, keyFile }: AgentCommand): string {
  const given = keyFile === undefined ? key : fs.readFileSync(keyFile, 'utf8')
  if (given === undefined || given.trim() === '') throw new StartFault('Give the write-only key of the environment by --key-file or --key.')
  return given.trim()
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}
