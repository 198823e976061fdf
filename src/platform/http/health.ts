/** /health/live, /health/ready and /metrics: for load balancers, orchestrators and Prometheus. */
import { timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { common, Fault } from '#kit/fault.ts'
import type { Config } from '../config/config.ts'
import type { Metrics } from '../metrics.ts'

/** One thing without which this node should get no traffic. */
export interface ReadinessCheck {
  readonly name: string
  /** Undefined when it is fine, otherwise one sentence on what is wrong. A throw counts as wrong. */
  readonly check: () => Promise<string | undefined>
}

/** Kubernetes and most balancers give up on a probe after a second or two. */
const CHECK_TIMEOUT_MS = 1_500
const RETRY_AFTER_SECONDS = 2

/** `checks` run at once and anew for each question; they should cost no more than a ping. */
export interface HealthOptions {
  readonly config: Config
  readonly metrics: Metrics
  readonly checks: readonly ReadinessCheck[]
}

/** Registers the three routes; none asks who calls, /metrics excepted. */
export function serveHealth(server: FastifyInstance, { config, metrics, checks }: HealthOptions): void {
  server.get('/health/live', { config: { routeId: 'health.live', isWithoutStores: true } }, () => ({ live: true }))
  server.get('/health/ready', { config: { routeId: 'health.ready', isWithoutStores: true } }, async (_request, reply) => {
    const results = await Promise.all(checks.map(outcome))
    const ready = results.every((result) => result.ok)
    if (!ready) reply.code(503).header('retry-after', RETRY_AFTER_SECONDS)
    return reply.header('cache-control', 'no-store').send({ ready, checks: results })
  })
  server.get('/metrics', { config: { routeId: 'metrics' } }, async (request, reply) => {
    if (!mayReadMetrics(request, config)) {
      throw new Fault(common.unauthenticated, { detail: 'Send METRICS_TOKEN as "Authorization: Bearer …", or ask from this machine.' })
    }
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

interface Outcome {
  readonly name: string
  readonly ok: boolean
  /** Only when it is not ok. */
  readonly detail?: string
}

async function outcome({ name, check }: ReadinessCheck): Promise<Outcome> {
  const stop = new AbortController()
  const slow = wait(CHECK_TIMEOUT_MS, `no answer within ${CHECK_TIMEOUT_MS} ms`, { signal: stop.signal, ref: false })
  slow.catch(() => {
    // Stopping the timer rejects it; nobody waits for it any more.
  })
  try {
    const detail = await Promise.race([check(), slow])
    return detail === undefined ? { name, ok: true } : { name, ok: false, detail }
  } catch (error) {
    return { name, ok: false, detail: error instanceof Fault ? error.publicMessage : 'the check itself failed; the log says why' }
  } finally {
    stop.abort()
  }
}

/** A request that a proxy on this machine passed on comes from loopback too, but carries the proxy's header. */
function mayReadMetrics(request: FastifyRequest, { metricsToken }: Config): boolean {
  const { authorization, forwarded } = request.headers
  if (metricsToken !== undefined && authorization !== undefined) return isSame(authorization, `Bearer ${metricsToken}`)
  const isPassedOn = forwarded !== undefined || request.headers['x-forwarded-for'] !== undefined
  return !isPassedOn && ipaddr.process(request.ip).range() === 'loopback'
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
