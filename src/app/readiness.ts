/** What must be true before this node should get traffic. */
import type { ReadinessCheck } from '#platform/http/health.ts'
import type { Core } from './core.ts'

/** `isUp`: whether the start has come to its end. */
export function readinessChecks({ pg, clickhouse }: Pick<Core, 'pg' | 'clickhouse'>, isUp: () => boolean): readonly ReadinessCheck[] {
  return [
    { name: 'start', check: async () => (isUp() ? undefined : 'Pitcrew is starting') },
    {
      name: 'postgresql',
      check: async () => {
        await pg.pool.query('select 1')
        return undefined
      },
    },
    { name: 'clickhouse', check: async () => ((await clickhouse.ping()) ? undefined : 'ClickHouse does not answer') },
  ]
}
