/** What an `alter table` of rows has to name: on a cluster the parts of a table lie in `…_local`, on every node. */
import type { Config } from '../config/config.ts'
import { quoteName, quoteText } from './quote.ts'

/** `table` as everybody names it, such as `sample`; the answer is quoted. */
export function storedTable({ clickhouseCluster: cluster }: Config, table: string): string {
  return cluster === undefined ? quoteName(table) : `${quoteName(`${table}_local`)} on cluster ${quoteText(cluster)}`
}
