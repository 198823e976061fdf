/** What an export leaves out, with the reason; handed in by the composition, which knows all parts. Everything else is in it. */

export interface ExportRules {
  /** Tables that are in it. A table that is in neither list is refused, so that nobody forgets to decide. */
  readonly exported: readonly string[]
  /** Tables that are not, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>
  /** Columns that are not, as `table.column`, with the reason. */
  readonly leftOutColumns: Readonly<Record<string, string>>
  /** Columns that are written as this SQL expression over the row says instead. */
  readonly written: Readonly<Record<string, string>>
  /** Rows of a table that are in it, as a condition; all unless said. */
  readonly rows: Readonly<Record<string, string>>
  /** Things whose table has another name. */
  readonly things: Readonly<Record<string, string>>
  /** Tables of the measured store that are in it. */
  readonly measured: readonly string[]
  /** Those that are not, with the reason. */
  readonly measuredLeftOut: Readonly<Record<string, string>>
}
