/** Table `line`: which values lines and their senders say by which names. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import type { Attribute } from '../domain/search.ts'
import { conditionsOf, type CountsAsk } from './read-lines.ts'

/** A name with the values that stand under it most often. */
export interface Facet {
  readonly of: Attribute['of']
  readonly name: string
  /** The most frequent first. */
  readonly values: readonly { readonly value: string; readonly lines: number }[]
  /** Of how many different values these are the most frequent. */
  readonly different: number
}

/** More names than these nobody reads; the rest is found in a line itself. */
const NAMES_MAX = 24
const VALUES_MAX = 8
/** Longer ones are texts rather than something that lines have in common. */
const VALUE_LENGTH_MAX = 200

/** How many lines fit, counted no further than `most`. */
export async function countUpTo(clickhouse: ClickHouse, { environmentId, filter }: CountsAsk, most: number): Promise<number> {
  const { where, params } = conditionsOf(environmentId, filter)
  const [row] = await clickhouse.query<{ lines: number }>({
    name: 'logs.countUpTo',
    sql: `select toFloat64(count()) as lines from (select 1 from line where ${where} limit {most:UInt32})`,
    params: { ...params, most },
  })
  return row?.lines ?? 0
}

/**
 * Of the newest `newest` lines that fit; the names that most lines have first. Left out is what tells nearly every line apart, such
 * as ids of requests: it has a value of its own for more than half of its lines.
 */
export async function listFacets(clickhouse: ClickHouse, { environmentId, filter }: CountsAsk, newest: number): Promise<readonly Facet[]> {
  const { where, params } = conditionsOf(environmentId, filter)
  type Row = Omit<Facet, 'values'> & { readonly values: readonly (readonly [lines: number, value: string])[] }
  const rows = await clickhouse.query<Row>({
    name: 'logs.listFacets',
    sql: `
      select attribute.1 as of, attribute.2 as name, toFloat64(count()) as different,
        arraySlice(arraySort(one -> (-one.1, one.2), groupArray((lines, attribute.3))), 1, {values:UInt8}) as values
      from (
        select attribute, toFloat64(count()) as lines
        from (
          select arrayJoin(arrayConcat(
            arrayMap((name, value) -> ('attributes', toString(name), value), mapKeys(attributes), mapValues(attributes)),
            arrayMap((name, value) -> ('resource', toString(name), value), mapKeys(resource), mapValues(resource)))) as attribute
          from (select attributes, resource from line where ${where} order by t desc, n desc limit {newest:UInt32})
        )
        where lengthUTF8(attribute.3) between 1 and {length:UInt16}
        group by attribute
      )
      group by of, name
      having different <= {values:UInt8} or different * 2 <= sum(lines)
      order by sum(lines) desc, name, of
      limit {names:UInt8}`,
    params: { ...params, newest, values: VALUES_MAX, names: NAMES_MAX, length: VALUE_LENGTH_MAX },
  })
  return rows.map(({ values, ...row }) => ({ ...row, values: values.map(([lines, value]) => ({ value, lines })) }))
}
