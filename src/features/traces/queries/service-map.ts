/** Who calls whom in an environment, as people see it. */
import type { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, HOUR_MS, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { tracesContract } from '../contract/contract.ts'
import { everyOf, mapOf } from '../domain/service-map.ts'
import { countAllSpans, readCalls, readNeeds, readServices } from '../store/service-map.ts'
import { claimEnvironment, type Ask } from './traces.ts'

type Answer = z.output<(typeof tracesContract)['readServiceMap']['response']>

interface Asked {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

export async function readServiceMap(ask: Ask, environmentId: string, asked: Asked): Promise<Answer> {
  await claimEnvironment(ask, environmentId)
  const { clickhouse, clock } = ask.platform
  const to = asked.to ?? clock.now()
  const from = asked.from ?? later(to, -HOUR_MS)
  if (from >= to || to - from > DAY_MS) throw refused('must be before the end, and at most a day before it')
  const range = { environmentId, from, to }
  const every = everyOf(await countAllSpans(clickhouse, range))
  const sampled = { ...range, every }
  const [services, calls, needs] = await Promise.all([
    readServices(clickhouse, sampled),
    readCalls(clickhouse, sampled),
    readNeeds(clickhouse, sampled),
  ])
  const { nodes, edges, isCut } = mapOf(services, [...calls, ...needs])
  const perSecond = (requests: number) => (requests * every * SECOND_MS) / (to - from)
  const shown = ({ requests, failed, p95Ms }: { readonly requests: number; readonly failed: number; readonly p95Ms: number }) => ({
    perSecond: perSecond(requests),
    failedShare: failed / requests,
    p95Ms,
  })
  return {
    from,
    to,
    every,
    nodes: nodes.map(({ served, ...node }) => ({ ...node, served: served && shown(served) })),
    edges: edges.map((edge) => ({ from: edge.from, to: edge.to, ...shown(edge) })),
    isCut,
  }
}

function refused(message: string): Fault {
  return new Fault(common.invalid_request, { detail: `from ${message}.`, fields: [{ field: 'query.from', message }] })
}
