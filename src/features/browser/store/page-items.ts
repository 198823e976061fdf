/** Table `page_item`. Writing; reading is in `read-pages.ts`. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import type { PageItem } from '../domain/item.ts'
import type { PageRecord } from '../domain/record.ts'

/** One block; with the same token it is stored once however often it is sent. At least one item. */
export async function insertPageItems(clickhouse: ClickHouse, records: readonly PageRecord[], token: string): Promise<void> {
  const rows = records.flatMap((record) => record.items.map((item) => ({ record, item })))
  const words = (name: string, of: (row: { record: PageRecord; item: PageItem }) => string) => ({
    name,
    type: 'LowCardinality(String)' as const,
    ...numbered(rows.map(of)),
  })
  const block = encodeNative([
    { name: 'env', type: 'UUID', values: rows.map(({ record }) => record.environment) },
    words('kind', ({ item }) => item.kind),
    { name: 't', type: 'DateTime64(3)', values: rows.map(({ record, item }) => Math.round(record.cameAt - item.ageMs)) },
    words('route', ({ item }) => item.route),
    words('name', ({ item }) => item.name),
    { name: 'value', type: 'Float64', values: rows.map(({ item }) => item.value) },
    { name: 'status', type: 'UInt16', values: rows.map(({ item }) => item.status) },
    { name: 'session', type: 'UInt64', values: rows.map(({ record }) => BigInt(`0x${record.session}`)) },
    words('release', ({ record }) => record.release),
  ])
  await clickhouse.insertNative('page_item', block, token)
}

function numbered(values: readonly string[]): { dictionary: readonly string[]; values: Uint32Array } {
  const numbers = new Map<string, number>()
  for (const value of values) if (!numbers.has(value)) numbers.set(value, numbers.size)
  return { dictionary: [...numbers.keys()], values: Uint32Array.from(values, (value) => numbers.get(value) ?? 0) }
}
