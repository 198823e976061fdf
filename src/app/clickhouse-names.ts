/** How the settings name the database of the measured store, and in which form its tables are made there. */
import type { Form } from '#platform/clickhouse/render.ts'
import type { Config } from '#platform/config/config.ts'

const DATABASE = 'pitcrew'

/** The one that the URL names, else our own. */
export function clickHouseDatabase({ clickhouseUrl }: Pick<Config, 'clickhouseUrl'>): string {
  const named = clickhouseUrl === undefined ? '' : new URL(clickhouseUrl).pathname.slice(1)
  return named || DATABASE
}

/** Embedded, one server, or a cluster. */
export function clickHouseForm({ clickhouseUrl, clickhouseCluster: cluster }: Config, database: string): Form {
  if (cluster !== undefined) return { kind: 'cluster', cluster, database }
  return { kind: clickhouseUrl === undefined ? 'embedded' : 'server' }
}
