/** `pitcrew serve` and `npm start`. */
import process from 'node:process'
import { openLogger } from '#platform/logger/open.ts'
import { startServer } from '../server.ts'
import { requireConfig } from './settings.ts'

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** A stop that takes longer is stuck; the stores' guards end what is left. */
const STOP_TIMEOUT_MS = 30_000

export async function serve({ roles }: { readonly roles?: string }): Promise<void> {
  const config = requireConfig({ PITCREW_ROLES: roles })
  const logger = openLogger(config.logLevel, { pretty: process.stdout.isTTY })
  const startedMs = performance.now()
  const onStep = (step: string): void => logger.info({ afterMs: Math.round(performance.now() - startedMs) }, step)
  const stopped = new AbortController()
  for (const signal of STOP_SIGNALS) process.on(signal, () => stopped.abort(signal))
  const server = await startServer({ config, logger, onStep, signal: stopped.signal }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') process.exit(0)
    throw error
  })
  logger.info({ afterMs: Math.round(performance.now() - startedMs) }, 'ready')
  process.stdout.write(welcome(config.publicUrl, server.setupLink))
  if (!stopped.signal.aborted) await new Promise((resolve) => stopped.signal.addEventListener('abort', resolve, { once: true }))
  logger.info({ signal: stopped.signal.reason }, 'stopping')
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
  await server.stop()
  logger.info({}, 'stopped')
  process.exit(0)
}

function welcome(publicUrl: string, setupLink: string | null): string {
  if (setupLink === null) return `\n  Pitcrew is at ${publicUrl}\n\n`
  return `\n  Pitcrew is running. Set it up here (the link works once):\n\n    ${setupLink}\n\n`
}
