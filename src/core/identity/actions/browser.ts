/** Where requests come from, as far as identity remembers it. */

/** Where a browser calls from. */
export interface Browser {
  readonly address: string
  readonly userAgent: string
  /** What it keeps for us; the device's token among it. */
  readonly cookies?: Readonly<Record<string, string | undefined>>
}
